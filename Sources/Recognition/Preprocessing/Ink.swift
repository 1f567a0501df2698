// Ink told from paper, for measuring: what Tesseract reads stays grey.

import CLeptonica

enum Ink {
    /// Lower than for reading: faint print counts as ink too.
    private static let sauvola = Sauvola(halfWindow: 25, factor: 0.2)

    /// A one-bit mask of the ink of a grey page that is dark on light; nil where there is no memory for it.
    static func mask(of image: borrowing PageImage) -> PageImage? {
        guard image.depth == 8, !image.hasColormap else {
            return image.depth == 1 ? PageImage(owning: image.withPix { pixClone($0) }) : nil
        }
        guard let page = stretched(image) else { return nil }
        return sauvola.ink(of: page)
    }

    /// The page with its grey levels drawn out over the whole range: Sauvola's threshold counts on strong contrast.
    private static func stretched(_ image: borrowing PageImage) -> PageImage? {
        let range = GreySample.read(image) { $0.range() } ?? 0...255
        return PageImage(
            owning: image.withPix { pix in
                guard (leastContrast..<200).contains(range.count) else { return pixClone(pix) }
                return pixGammaTRC(nil, pix, 1, Int32(range.lowerBound), Int32(range.upperBound))
            }
        )
    }

    /// Below so many grey levels there is nothing on the page but grain.
    private static let leastContrast = 10

    /// Share of a one-bit image's pixels that are set.
    static func share(of image: borrowing PageImage) -> Double {
        image.withPix { pix in
            var share: Float = 0
            pixForegroundFraction(pix, &share)
            return Double(share)
        }
    }
}
