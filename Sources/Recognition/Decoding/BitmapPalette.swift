// The colours of a BMP, and rows of indices made into pixels.

/// As many colours as an index can name.
struct BitmapPalette {
    /// Whether nothing is coloured.
    let isGrey: Bool
    /// The index of black where the palette is black and white and nothing else.
    let black: Int?
    /// Red, green and blue from the highest byte down, the lowest set; 256, black where the file has none.
    private let colours: [UInt32]
    /// The red of the colours.
    private let levels: [UInt8]

    /// Nil where there is no colour.
    init?(_ reader: ByteReader, _ header: BitmapHeader) {
        let starts = stride(from: header.palette.lowerBound, to: header.palette.upperBound, by: header.bytesPerColour)
        let stored = starts.compactMap { start -> UInt32? in
            guard start + 3 <= header.palette.upperBound, let blue = reader.byte(start),
                let green = reader.byte(start + 1), let red = reader.byte(start + 2)
            else { return nil }
            return UInt32(red << 24 | green << 16 | blue << 8 | 0xFF)
        }
        guard !stored.isEmpty, stored.count <= 256 else { return nil }
        isGrey = stored.allSatisfy { $0 >> 24 == $0 >> 16 & 0xFF && $0 >> 24 == $0 >> 8 & 0xFF }
        let (ink, paper): (UInt32, UInt32) = (0xFF, 0xFFFF_FFFF)
        black = stored == [ink, paper] ? 0 : stored == [paper, ink] ? 1 : nil
        colours = stored + [UInt32](repeating: ink, count: 256 - stored.count)
        levels = colours.map { UInt8($0 >> 24) }
    }

    /// Bits a pixel of what the indices become.
    var depth: Int32 { isGrey ? 8 : 32 }

    /// Draws a row of indices, a byte each.
    func draw(_ indices: Span<UInt8>, on words: inout MutableSpan<UInt32>) {
        guard !isGrey else { return drawGrey(indices, on: &words) }
        let colours = colours.span
        for x in 0..<min(indices.count, words.count) { words[x] = colours[Int(indices[x])] }
    }

    /// The leftmost pixel is the highest byte of its word.
    private func drawGrey(_ indices: Span<UInt8>, on words: inout MutableSpan<UInt32>) {
        let levels = levels.span
        let whole = min(indices.count / 4, words.count)
        for word in 0..<whole {
            let x = 4 * word
            words[word] =
                UInt32(levels[Int(indices[x])]) << 24 | UInt32(levels[Int(indices[x + 1])]) << 16
                | UInt32(levels[Int(indices[x + 2])]) << 8 | UInt32(levels[Int(indices[x + 3])])
        }
        guard whole < words.count else { return }
        var last: UInt32 = 0
        for x in 4 * whole..<indices.count { last |= UInt32(levels[Int(indices[x])]) << UInt32(24 - 8 * (x & 3)) }
        words[whole] = last
    }
}
