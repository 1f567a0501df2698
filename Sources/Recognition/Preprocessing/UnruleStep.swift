// Ruling lines off the page.

import CLeptonica

/// Paints over long thin lines, of tables and forms: where they touch print Tesseract takes both for a picture, and
/// where they stand alone for letters.
struct UnruleStep: PreprocessingStep {
    let name = "unrule"

    /// The shortest line in pixels: longer than any stroke of print that was scaled to about 30 pixels.
    private static let shortest: Int32 = 100
    /// Share of the page's pixels from which there are lines at all.
    private static let leastShare: Float = 0.0005

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        guard image.depth == 8, let lines = Self.lines(of: image) else { return false }
        return lines.withPix { pix in
            var share: Float = 0
            pixForegroundFraction(pix, &share)
            return share >= Self.leastShare
        }
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        guard let lines = Self.lines(of: image) else { return image }
        let level = UInt32(GreySample.read(image) { $0.paperLevel() } ?? 255)
        let page = try image.transformed { pixCopy(nil, $0) }
        page.withPix { pix in lines.withPix { _ = pixSetMasked(pix, $0, level) } }
        return page
    }

    /// The lines as a mask, a little widened: their edges are grey.
    private static func lines(of image: borrowing PageImage) -> PageImage? {
        guard let ink = Ink.mask(of: image) else { return nil }
        let across = PageImage(owning: ink.withPix { pixOpenBrick(nil, $0, shortest, 1) })
        let down = PageImage(owning: ink.withPix { pixOpenBrick(nil, $0, 1, shortest) })
        guard let across, let down else { return nil }
        across.withPix { pix in down.withPix { _ = pixOr(pix, pix, $0) } }
        return PageImage(owning: across.withPix { pixDilateBrick(nil, $0, 3, 3) })
    }
}
