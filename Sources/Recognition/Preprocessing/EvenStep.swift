// Shadows off the page.

import CLeptonica

/// Lifts the background to one level where it is far from even, as in a photograph with a shadow: Tesseract finds ink
/// by one threshold for the whole page.
///
/// The page stays grey, which reads better than a binary one.
struct EvenStep: PreprocessingStep {
    let name = "even"
    /// Whatever the measure says: where other ways failed.
    var always = false

    /// Grey levels between the darkest and the brightest background.
    ///
    /// Below, one threshold still parts ink from paper.
    private static let spread = 100
    /// A part darker than this is no paper in shadow but a dark area or light print on dark: evening would destroy it.
    private static let darkest = 50

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        if always { return image.depth == 8 }
        let range = statistics.backgroundRange(of: image)
        return range.count > Self.spread && range.lowerBound >= Self.darkest
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pixBackgroundNormSimple($0, nil, nil) }
    }
}
