// Ink told from paper, for measuring: what Tesseract reads stays grey.

import CLeptonica

enum Ink {
    /// Half the side in pixels of the window that the threshold follows.
    private static let halfWindow = 25
    /// Sauvola's k, lower than for reading: faint print counts as ink too.
    private static let factor: Float = 0.2

    /// A one-bit mask of the ink of a grey page that is dark on light; nil where it is too small to have any.
    static func mask(of image: borrowing PageImage) -> PageImage? {
        guard image.depth == 8, !image.hasColormap else {
            return image.depth == 1 ? PageImage(owning: image.withPix { pixClone($0) }) : nil
        }
        let isSmall = min(image.width, image.height) < 2 * halfWindow + 4
        guard let page = stretched(image) else { return nil }
        return PageImage(
            owning: page.withPix { pix in
                var mask: UnsafeMutablePointer<PIX>?
                if isSmall {
                    let side = (max(16, pixGetWidth(pix)), max(16, pixGetHeight(pix)))
                    pixOtsuAdaptiveThreshold(pix, side.0, side.1, 0, 0, 0.1, nil, &mask)
                } else {
                    pixSauvolaBinarize(pix, Int32(halfWindow), factor, 1, nil, nil, nil, &mask)
                }
                return mask
            }
        )
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
