// Colours that stand in some of the bits of a pixel.

/// Where in a number of 16 or 32 bits red, green, blue and alpha are.
///
/// Source: Microsoft, BITMAPV4HEADER: the bits of a mask are contiguous.
struct BitmapFields: Equatable {
    /// What the pixels of an image have of alpha.
    struct Alpha {
        /// Bits that are set in any pixel, and those that are set in all.
        fileprivate var (anywhere, everywhere): (UInt8, UInt8) = (0, 0xFF)

        /// Whether it says anything: some writers give a mask, and leave all of it zero.
        var isUsed: Bool { anywhere != 0 && everywhere != 0xFF }
    }

    private let red: Channel
    private let green: Channel
    private let blue: Channel
    private let alpha: Channel

    /// What 16 bits are without masks.
    static let fiveBits = BitmapFields(red: 0x7C00, green: 0x3E0, blue: 0x1F)
    /// What 32 bits are without masks.
    static let eightBits = BitmapFields(red: 0xFF_0000, green: 0xFF00, blue: 0xFF)

    /// How many bits red, green and blue have, in what programs write.
    ///
    /// Other decoders read nothing else either: a file that is read here and refused elsewhere helps nobody.
    private static let widths = [[5, 5, 5], [5, 6, 5], [8, 8, 8]]

    /// Masks are those of red, green, blue and perhaps alpha.
    ///
    /// Nil where one is missing, has gaps or an unusual width, or lies outside of the bits.
    init?(masks: [UInt32], bits: Int) {
        guard masks.count >= 3, Self.widths.contains(masks[..<3].map(\.nonzeroBitCount)) else { return nil }
        guard masks.allSatisfy(Channel.isContiguous), bits == 32 || masks.allSatisfy({ $0 >> 16 == 0 }) else {
            return nil
        }
        self.init(red: masks[0], green: masks[1], blue: masks[2], alpha: masks.count > 3 ? masks[3] : 0)
    }

    private init(red: UInt32, green: UInt32, blue: UInt32, alpha: UInt32 = 0) {
        (self.red, self.green, self.blue) = (Channel(mask: red), Channel(mask: green), Channel(mask: blue))
        self.alpha = Channel(mask: alpha, absent: 0xFF)
    }

    /// Draws a row of little-endian numbers of 16 or 32 bits, and takes note of their alpha.
    func draw(_ row: Span<UInt8>, bits: Int, on words: inout MutableSpan<UInt32>, _ seen: inout Alpha) {
        guard bits == 32 else {
            return draw(row.count / 2, on: &words, &seen) { UInt32(row[2 * $0]) | UInt32(row[2 * $0 + 1]) << 8 }
        }
        draw(row.count / 4, on: &words, &seen) {
            UInt32(row[4 * $0]) | UInt32(row[4 * $0 + 1]) << 8 | UInt32(row[4 * $0 + 2]) << 16
                | UInt32(row[4 * $0 + 3]) << 24
        }
    }

    @inline(__always)
    private func draw(
        _ count: Int,
        on words: inout MutableSpan<UInt32>,
        _ seen: inout Alpha,
        _ pixel: (Int) -> UInt32
    ) {
        let (red, green, blue, alpha) = (red.place, green.place, blue.place, alpha.place)
        let (reds, greens, blues, alphas) = (
            self.red.levels.span, self.green.levels.span, self.blue.levels.span, self.alpha.levels.span
        )
        for x in 0..<min(count, words.count) {
            let pixel = pixel(x)
            let opacity = alphas[alpha.index(in: pixel)]
            seen.anywhere |= opacity
            seen.everywhere &= opacity
            words[x] =
                UInt32(reds[red.index(in: pixel)]) << 24 | UInt32(greens[green.index(in: pixel)]) << 16
                | UInt32(blues[blue.index(in: pixel)]) << 8 | UInt32(opacity)
        }
    }
}

/// One colour of a pixel.
private struct Channel: Equatable {
    /// Where its bits are, at most the highest eight.
    struct Place: Equatable {
        var mask: UInt32
        var shift: UInt32

        @inline(__always)
        func index(in pixel: UInt32) -> Int { Int((pixel & mask) >> shift) }
    }

    let place: Place
    /// From 0 to 255, for each value that the bits can have.
    let levels: [UInt8]

    static func isContiguous(_ mask: UInt32) -> Bool {
        let ones = mask == 0 ? 0 : mask >> UInt32(mask.trailingZeroBitCount)
        return ones & (ones &+ 1) == 0
    }

    /// Where the mask has no bits the level is always `absent`.
    init(mask: UInt32, absent: UInt8 = 0) {
        let end = 32 - mask.leadingZeroBitCount
        let start = max(mask == 0 ? 0 : mask.trailingZeroBitCount, end - 8)
        let most = (1 << (end - start)) - 1
        place = Place(mask: (mask >> UInt32(start)) << UInt32(start), shift: UInt32(start))
        levels = most == 0 ? [absent] : (0...most).map { UInt8(($0 * 255 + most / 2) / most) }
    }
}
