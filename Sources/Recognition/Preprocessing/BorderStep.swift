// Paper around the print.

import CLeptonica

/// A margin in the colour of the page's edge: Tesseract loses letters that touch the edge of the image.
struct BorderStep: PreprocessingStep {
    let name = "border"

    /// Pixels on each side; from trials, where 10 to 50 were alike.
    private static let margin = 20

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        image.depth == 8
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        let level = UInt32(GreySample.read(image) { $0.edgeLevel() } ?? 255)
        return try image.transformed { pixAddBorder($0, Int32(Self.margin), level) }
    }

    func placement(before: PageSize, after: PageSize) -> Placement {
        .shifted(x: -Double(Self.margin), y: -Double(Self.margin))
    }
}
