// Light print on dark paper.

import CLeptonica

/// Makes the print dark and the paper light, where most of the page is the other way round.
struct InvertStep: PreprocessingStep {
    let name = "invert"

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        statistics.isInverted(image)
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pixInvert(nil, $0) }
    }
}
