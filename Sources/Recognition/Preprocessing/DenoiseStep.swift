// Salt and pepper off the page.

import CLeptonica

/// A 3 × 3 median, which takes single odd pixels and leaves edges, where the page is full of them.
struct DenoiseStep: PreprocessingStep {
    let name = "denoise"

    /// From here on speckles become specks of ink to Tesseract and cost more than a median costs thin strokes.
    ///
    /// Clean print measures below 0.001, a tenth of all pixels struck about 0.06.
    private static let speckleShare = 0.01

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        statistics.speckleShare(of: image) >= Self.speckleShare
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pixMedianFilter($0, 3, 3) }
    }
}
