// Print at the size that Tesseract was trained on.

import CLeptonica

/// Enlarges small print and reduces large print.
struct ScaleStep: PreprocessingStep {
    let name = "scale"
    let factor: Double

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        true
    }

    /// Cubic above, averaging below.
    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        let grey = image.depth == 8 ? image : try image.transformed { pixConvertTo8($0, 0) }
        if factor > 1, let larger = CubicEnlargement(factor: factor).apply(to: grey) { return larger }
        return try grey.transformed { pixScale($0, Float(factor), Float(factor)) }
    }

    func placement(before: PageSize, after: PageSize) -> Placement {
        .scaled(
            x: Double(before.width) / Double(after.width),
            y: Double(before.height) / Double(after.height),
        )
    }
}
