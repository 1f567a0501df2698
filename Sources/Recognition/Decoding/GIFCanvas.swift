// What a viewer shows of an animated GIF: frames drawn one over the other.

import CLeptonica

/// Draws the frames of one file.
struct GIFCanvas {
    let bytes: [UInt8]
    let animation: GIFFrames
    /// The most pixels of a frame, width by height.
    let pixelLimit: Int

    /// The screen as it is while a frame, counted from 0, is shown; on white.
    ///
    /// Decodes that frame and those that it builds on.
    /// - Returns: nil where one of them cannot be decoded, or there is no memory.
    func screen(at number: Int) -> PageImage? {
        let size = animation.screen
        guard size.width > 0, size.height > 0, number < animation.frames.count,
            var canvas = PageImage(owning: pixCreate(Int32(size.width), Int32(size.height), 32))
        else { return nil }
        canvas.withPix { _ = pixSetAll($0) }
        for index in start(for: number)...number {
            let frame = animation.frames[index]
            let isLast = index == number
            // What the next frame begins with, where that is not what this one leaves.
            let before =
                isLast || frame.disposal != .restore ? nil : PageImage(owning: canvas.withPix { pixCopy(nil, $0) })
            guard draw(index, on: canvas) else { return nil }
            guard !isLast else { break }
            switch frame.disposal {
            case .keep: break
            case .clear: clear(frame, on: canvas)
            case .restore:
                guard let before else { return nil }
                canvas = before
            }
        }
        return canvas
    }

    /// The last frame up to this one that hides all before it.
    private func start(for number: Int) -> Int {
        let size = animation.screen
        return animation.frames[...number].lastIndex { frame in
            frame.left == 0 && frame.top == 0 && frame.width >= size.width && frame.height >= size.height
                && frame.transparent == nil
        } ?? 0
    }

    private func draw(_ index: Int, on canvas: borrowing PageImage) -> Bool {
        let frame = animation.frames[index]
        guard frame.height > 0, frame.width <= pixelLimit / frame.height,
            let file = animation.file(of: index, in: bytes),
            let decoded = PageImage(owning: pixReadMemGif(file, file.count)),
            let colours = PageImage(owning: decoded.withPix { pixConvertTo32($0) })
        else { return false }
        return canvas.withPix { target in
            colours.withPix { source in
                Self.opaque(decoded, transparent: frame.transparent) { mask in
                    let (left, top) = (Int32(frame.left), Int32(frame.top))
                    guard let mask else {
                        let (width, height) = (Int32(frame.width), Int32(frame.height))
                        return pixRasterop(target, left, top, width, height, PIX_SRC, source, 0, 0) == 0
                    }
                    return pixCombineMaskedGeneral(target, source, mask, left, top) == 0
                }
            }
        }
    }

    /// Lends the pixels that are not transparent; nil where all are opaque.
    private static func opaque(
        _ frame: borrowing PageImage,
        transparent: Int?,
        _ body: (UnsafeMutablePointer<PIX>?) -> Bool
    ) -> Bool {
        let withAlpha = frame.withPix { pix -> UnsafeMutablePointer<PIX>? in
            guard let transparent, let colours = pixGetColormap(pix),
                pixcmapSetAlpha(colours, Int32(transparent), 0) == 0
            else { return nil }
            return pixRemoveColormap(pix, Int32(REMOVE_CMAP_WITH_ALPHA))
        }
        guard let withAlpha = PageImage(owning: withAlpha),
            let alpha = PageImage(owning: withAlpha.withPix { pixGetRGBComponent($0, Int32(L_ALPHA_CHANNEL)) }),
            let mask = PageImage(owning: alpha.withPix { pixThresholdToBinary($0, 128) })
        else { return body(nil) }
        return mask.withPix {
            pixInvert($0, $0)
            return body($0)
        }
    }

    private func clear(_ frame: GIFFrames.Frame, on canvas: borrowing PageImage) {
        let (left, top) = (Int32(frame.left), Int32(frame.top))
        canvas.withPix {
            _ = pixRasterop($0, left, top, Int32(frame.width), Int32(frame.height), PIX_SET, nil, 0, 0)
        }
    }
}
