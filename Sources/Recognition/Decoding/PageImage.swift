// Pixels in memory: the one owner of a Leptonica PIX.

import CLeptonica

/// One image.
///
/// Freed when its owner lets it go; passing it on is a move, never a copy of pixels.
struct PageImage: ~Copyable {
    private let pix: UnsafeMutablePointer<PIX>

    /// Takes over a PIX that a Leptonica function just made; nil for nil, which is how Leptonica reports any failure.
    init?(owning pix: UnsafeMutablePointer<PIX>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    /// White, 8-bit grey.
    static func blank(width: Int, height: Int) -> PageImage? {
        guard let image = PageImage(owning: pixCreate(Int32(width), Int32(height), 8)) else { return nil }
        image.withPix { _ = pixSetAll($0) }
        return image
    }

    deinit {
        var pointer: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&pointer)
    }

    /// Lends the PIX to C.
    ///
    /// It must not be kept or destroyed.
    borrowing func withPix<Value>(_ body: (UnsafeMutablePointer<PIX>) -> Value) -> Value {
        body(pix)
    }

    /// What a Leptonica function makes of the image.
    /// - Throws: `.outOfMemory`, or `.engine` where it fails for another reason.
    borrowing func transformed(
        by make: (UnsafeMutablePointer<PIX>) -> UnsafeMutablePointer<PIX>?
    ) throws(RecognitionFailure) -> PageImage {
        guard let image = PageImage(owning: make(pix)) else {
            throw PixMemory.takeFailure() ? .outOfMemory : .engine
        }
        return image
    }

    /// A second owner of the same pixels, which none of them may change any more.
    borrowing func shared() throws(RecognitionFailure) -> PageImage {
        try transformed { pixClone($0) }
    }

    /// States how many dots an inch the image has, whatever its file says.
    borrowing func set(resolution: Int) { pixSetResolution(pix, Int32(resolution), Int32(resolution)) }

    var width: Int { Int(pixGetWidth(pix)) }
    var height: Int { Int(pixGetHeight(pix)) }
    /// Bits a pixel: 1, 2, 4, 8, 16, 24 or 32.
    var depth: Int { Int(pixGetDepth(pix)) }
    /// Samples a pixel; 4 where there is an alpha channel.
    var samples: Int { Int(pixGetSpp(pix)) }
    var hasColormap: Bool { pixGetColormap(pix) != nil }
    var hasAlpha: Bool {
        guard let colormap = pixGetColormap(pix) else { return samples == 4 }
        var opaque: Int32 = 1
        pixcmapIsOpaque(colormap, &opaque)
        return opaque == 0
    }
}
