// What the steps decide by: a few measures of an 8-bit grey page, taken from a sample of its pixels, once.

import CLeptonica

/// Measures of one image, computed when first asked for.
///
/// A new image needs a new value.
struct PageStatistics {
    private var speckles: Double?
    private var background: ClosedRange<Int>?

    /// Share of pixels that stand out from all their eight neighbours, in one of the cleaner parts of the page: 0 to 1.
    ///
    /// Salt-and-pepper noise is made of such pixels and is everywhere. Small print has them too, but not all over.
    mutating func speckleShare(of image: borrowing PageImage) -> Double {
        if let speckles { return speckles }
        let share = GreySample.read(image) { $0.speckleShare() } ?? 0
        speckles = share
        return share
    }

    /// The darkest and the brightest background, 0 to 255, over the parts of the page.
    mutating func backgroundRange(of image: borrowing PageImage) -> ClosedRange<Int> {
        if let background { return background }
        let range = GreySample.read(image) { $0.backgroundRange() } ?? 255...255
        background = range
        return range
    }
}

/// The pixels of an 8-bit grey image, borrowed for the length of a call.
private struct GreySample {
    /// Rows of 32-bit words, the leftmost pixel in the highest byte.
    private let words: UnsafePointer<UInt32>
    private let wordsPerRow: Int
    private let width: Int
    private let height: Int

    /// Grey levels by which a speckle differs from each neighbour.
    ///
    /// Sensor grain and JPEG ringing stay below 40.
    private static let speckleContrast = 40
    /// About this many pixels are looked at, whatever the size of the page: 65 536 cost 0.3 ms.
    private static let samples = 1 << 16
    /// Parts a side into which the page is cut.
    private static let parts = 8
    /// One part in so many is cleaner than the one that speaks for the page's noise.
    private static let cleanerPart = 4
    /// The share of a part's pixels brighter than its background: paper is what most of a part is, ink the darker rest.
    private static let backgroundRank = 0.2

    /// Nil where the image is not 8-bit grey.
    static func read<Value>(_ image: borrowing PageImage, _ body: (GreySample) -> Value) -> Value? {
        guard image.depth == 8, !image.hasColormap else { return nil }
        return image.withPix { pix in
            guard let data = pixGetData(pix) else { return nil }
            return body(
                GreySample(
                    words: UnsafePointer(data),
                    wordsPerRow: Int(pixGetWpl(pix)),
                    width: Int(pixGetWidth(pix)),
                    height: Int(pixGetHeight(pix)),
                )
            )
        }
    }

    private func grey(_ x: Int, _ y: Int) -> Int {
        Int(truncatingIfNeeded: words[y * wordsPerRow + x >> 2] >> UInt32(24 - 8 * (x & 3)) & 0xFF)
    }

    func speckleShare() -> Double {
        let shares = parts().map { part in
            var (seen, speckles) = (0, 0)
            part.forEachSample { x, y in
                seen += 1
                if isSpeckle(x, y) { speckles += 1 }
            }
            return Double(speckles) / Double(max(1, seen))
        }
        return shares.isEmpty ? 0 : shares.sorted()[shares.count / Self.cleanerPart]
    }

    private func isSpeckle(_ x: Int, _ y: Int) -> Bool {
        let centre = grey(x, y)
        let left = grey(x - 1, y) - centre
        guard abs(left) >= Self.speckleContrast else { return false }
        let sign = left.signum()
        func standsOut(_ dx: Int, _ dy: Int) -> Bool { (grey(x + dx, y + dy) - centre) * sign >= Self.speckleContrast }
        return standsOut(1, 0) && standsOut(0, -1) && standsOut(0, 1) && standsOut(-1, -1) && standsOut(1, -1)
            && standsOut(-1, 1) && standsOut(1, 1)
    }

    func backgroundRange() -> ClosedRange<Int> {
        let levels = parts().map(background)
        guard let lowest = levels.min(), let highest = levels.max() else { return 255...255 }
        return lowest...highest
    }

    private func background(of part: Part) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        var seen = 0
        part.forEachSample { x, y in
            histogram[grey(x, y)] += 1
            seen += 1
        }
        var brighter = 0
        for level in stride(from: 255, through: 0, by: -1) {
            brighter += histogram[level]
            if Double(brighter) >= Double(seen) * Self.backgroundRank { return level }
        }
        return 0
    }

    /// The page's parts, without its outermost pixels; none where it is too small to have any.
    private func parts() -> [Part] {
        let (partWidth, partHeight) = ((width - 2) / Self.parts, (height - 2) / Self.parts)
        guard partWidth > 0, partHeight > 0 else { return [] }
        let step = max(1, width * height / Self.samples)
        return (0..<Self.parts * Self.parts).map { index in
            Part(
                left: 1 + index % Self.parts * partWidth,
                top: 1 + index / Self.parts * partHeight,
                width: partWidth,
                height: partHeight,
                // Odd, so that the sample does not follow columns.
                step: step | 1,
            )
        }
    }
}

/// A rectangle of a page and how densely it is sampled.
private struct Part {
    var left, top, width, height, step: Int

    @inline(__always)
    func forEachSample(_ body: (_ x: Int, _ y: Int) -> Void) {
        for index in stride(from: 0, to: width * height, by: step) {
            body(left + index % width, top + index / width)
        }
    }
}
