// Ink and paper only, on demand.

import CLeptonica

/// Sauvola's adaptive threshold, in tiles, so that memory stays a small multiple of one tile.
struct ThresholdStep: PreprocessingStep {
    let name = "threshold"

    /// Half the window's side in pixels: a window holds a line of 12-point print at 300 dpi.
    private static let halfWindow: Int32 = 25
    /// Sauvola's k: how far below the local mean ink must be.
    ///
    /// 0.34 is Tesseract's own choice for its Sauvola method.
    private static let factor: Float = 0.34
    /// A tile's side in pixels, about.
    private static let tile = 250

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        // Leptonica refuses images smaller than its window.
        image.depth == 8 && min(image.width, image.height) > 2 * Int(Self.halfWindow) + 3
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        let columns = Int32(max(1, image.width / Self.tile))
        let rows = Int32(max(1, image.height / Self.tile))
        return try image.transformed { pix in
            var binary: UnsafeMutablePointer<PIX>?
            pixSauvolaBinarizeTiled(pix, Self.halfWindow, Self.factor, columns, rows, nil, &binary)
            return binary
        }
    }
}
