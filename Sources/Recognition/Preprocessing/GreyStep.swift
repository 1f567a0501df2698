// Colour to grey.

import CLeptonica

/// Makes the page 8-bit grey.
///
/// Tesseract reads grey anyway, but thresholds colour one channel at a time, which costs about a tenth of the whole.
/// One-bit pages stay: they are ink and paper already.
struct GreyStep: PreprocessingStep {
    let name = "grey"

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        image.hasColormap || !(image.depth == 8 || image.depth == 1)
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pixConvertTo8($0, 0) }
    }
}
