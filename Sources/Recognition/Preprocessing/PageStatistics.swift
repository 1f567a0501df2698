// What the steps decide by: a few measures of an 8-bit grey page, taken from a sample of its pixels, once.

import CLeptonica

/// Measures of one image, computed when first asked for.
///
/// A new image needs a new value.
struct PageStatistics {
    private var speckles: Double?
    private var parts: [Histogram]?

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
        let levels = histograms(of: image).map(\.background)
        guard let lowest = levels.min(), let highest = levels.max() else { return 255...255 }
        return lowest...highest
    }

    /// Whether the print is lighter than its ground in most parts that hold print.
    ///
    /// A part's ground is what most of it is: it lies near one end of the part's grey levels. Parts decide, and not the
    /// whole page, so that a shadow over half of it is no dark ground.
    mutating func isInverted(_ image: borrowing PageImage) -> Bool {
        guard image.depth != 1 else { return Ink.share(of: image) > 0.5 }
        let parts = histograms(of: image)
        let least = max(1, Double(parts.map(\.contrast).max() ?? 0) * Self.printContrast)
        let withPrint = parts.filter { Double($0.contrast) >= least }
        let dark = withPrint.count(where: \.isMostlyDark)
        return dark > withPrint.count - dark
    }

    /// Parts with less than this share of the highest contrast on the page hold no print.
    private static let printContrast = 0.5

    private mutating func histograms(of image: borrowing PageImage) -> [Histogram] {
        if let parts { return parts }
        let histograms = GreySample.read(image) { $0.histograms() } ?? []
        parts = histograms
        return histograms
    }
}

/// The pixels of an 8-bit grey image, borrowed for the length of a call.
struct GreySample {
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

    func histograms() -> [Histogram] { parts().map(histogram) }

    /// The level of the page's outermost pixels: their median.
    func edgeLevel() -> Int {
        var histogram = Histogram()
        for x in 0..<width {
            histogram.add(grey(x, 0))
            histogram.add(grey(x, height - 1))
        }
        for y in 0..<height {
            histogram.add(grey(0, y))
            histogram.add(grey(width - 1, y))
        }
        return histogram.level(brightest: 0.5)
    }

    /// From the darkest to the brightest level, a few pixels left out at both ends.
    func range() -> ClosedRange<Int> {
        var histogram = Histogram()
        let step = max(1, width * height / Self.samples) | 1
        Part(left: 0, top: 0, width: width, height: height, step: step)
            .forEachSample { histogram.add(grey($0, $1)) }
        let brightest = histogram.level(brightest: Histogram.extreme / 2)
        return min(brightest, histogram.level(brightest: 1 - Histogram.extreme / 2))...brightest
    }

    /// What most of the page is: the median of its parts' backgrounds.
    func paperLevel() -> Int {
        let levels = histograms().map(\.background).sorted()
        return levels.isEmpty ? 255 : levels[levels.count / 2]
    }

    private func histogram(of part: Part) -> Histogram {
        var histogram = Histogram()
        part.forEachSample { x, y in histogram.add(grey(x, y)) }
        return histogram
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
        var (x, y) = (0, 0)
        while y < height {
            body(left + x, top + y)
            x += step
            // Cheaper than a division for each sample.
            while x >= width { (x, y) = (x - width, y + 1) }
        }
    }
}
