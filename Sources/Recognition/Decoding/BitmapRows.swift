// Rows of pixels as they stand in the file, one after the other.

/// Where the rows are.
///
/// Each takes whole words of four bytes.
struct BitmapRows {
    private let start: Int
    private let stride: Int
    /// Bytes of a row that hold pixels.
    private let used: Int

    /// Nil where the file ends before the last row does, but for bytes that only fill it up.
    init?(_ header: BitmapHeader, bits: Int, fileSize: Int) {
        start = header.start
        // Of 36 bits at most, as the width has 31.
        let total = header.width * bits
        (used, stride) = ((total + 7) / 8, (total + 31) / 32 * 4)
        let rest = fileSize - start - used
        guard rest >= 0, header.height - 1 <= rest / stride else { return nil }
    }

    /// The bytes of a row, counted from 0 in the order of the file.
    subscript(row: Int) -> Range<Int> { start + row * stride..<start + row * stride + used }

    /// Gives each index of 1, 2, 4 or 8 bits a byte of its own; the leftmost stands in the highest bits.
    static func unpack(_ row: Span<UInt8>, bits: Int, into indices: inout [UInt8]) {
        let (each, mask) = (8 / bits, UInt8(truncatingIfNeeded: 1 << bits - 1))
        var indices = indices.mutableSpan
        for byte in 0..<row.count {
            let value = row[byte]
            let first = byte * each
            for place in 0..<min(each, indices.count - first) {
                indices[first + place] = value >> UInt8(8 - bits * (place + 1)) & mask
            }
        }
    }

    /// Draws a row of blue, green and red bytes.
    static func drawBytes(_ row: Span<UInt8>, on words: inout MutableSpan<UInt32>) {
        for x in 0..<min(row.count / 3, words.count) {
            let blue = 3 * x
            words[x] =
                UInt32(row[blue + 2]) << 24 | UInt32(row[blue + 1]) << 16 | UInt32(row[blue]) << 8 | 0xFF
        }
    }

    /// Draws a row of bits, of which `black` is the black one; Leptonica's is 1.
    static func drawBits(_ row: Span<UInt8>, black: Int, on words: inout MutableSpan<UInt32>) {
        let flip: UInt32 = black == 0 ? .max : 0
        func byte(_ index: Int) -> UInt32 { index < row.count ? UInt32(row[index]) : 0 }
        for word in 0..<words.count {
            let first = 4 * word
            words[word] = (byte(first) << 24 | byte(first + 1) << 16 | byte(first + 2) << 8 | byte(first + 3)) ^ flip
        }
    }
}
