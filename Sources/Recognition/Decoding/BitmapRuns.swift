// Run-length encoded rows of indices.

/// Decodes one row after the other, so that no more than a row is ever unpacked.
///
/// Source: Microsoft, "Bitmap Compression", BI_RLE8 and BI_RLE4.
struct BitmapRuns {
    private let bytes: [UInt8]
    private let width: Int
    private let height: Int
    /// Whether two indices share a byte.
    private let isPacked: Bool
    /// Where in the file the next pair of bytes stands.
    private var offset: Int
    /// Where in the image the next index goes; beside or above it where the file says so.
    private var (x, y) = (0, 0)
    private var row = 0
    private var isOver = false

    init(_ bytes: [UInt8], _ header: BitmapHeader, bits: Int) {
        (self.bytes, offset) = (bytes, header.start)
        (width, height) = (header.width, header.height)
        isPacked = bits == 4
    }

    /// Reads the next row, which has index 0 wherever the file sets none.
    ///
    /// What a run has for beyond the row is dropped.
    /// - Parameter indices: as many as a row has.
    /// - Returns: false where the data ends before the image does, or leads far out of it.
    mutating func next(into indices: inout [UInt8]) -> Bool {
        indices.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        while !isOver, y == row, !isComplete {
            guard step(&indices) else { return false }
        }
        row += 1
        return true
    }

    /// The end of the image may be marked, or not.
    private var isComplete: Bool { y == height - 1 && x >= width }

    private mutating func step(_ indices: inout [UInt8]) -> Bool {
        guard let count = take(), let value = take() else { return false }
        switch (count, value) {
        case (0, 0): (x, y) = (0, y + 1)
        case (0, 1): isOver = true
        case (0, 2):
            guard let across = take(), let along = take() else { return false }
            (x, y) = (x + Int(across), y + Int(along))
            return y <= height
        case (0, _): return list(Int(value), &indices)
        default:
            let (even, odd) = isPacked ? (value >> 4, value & 15) : (value, value)
            put(Int(count), &indices) { $0 & 1 == 0 ? even : odd }
        }
        return true
    }

    /// Reads indices that stand in the file one by one, filled up to an even number of bytes.
    private mutating func list(_ count: Int, _ indices: inout [UInt8]) -> Bool {
        let (first, length) = (offset, isPacked ? (count + 1) / 2 : count)
        guard length <= bytes.count - first else { return false }
        let (bytes, isPacked) = (bytes, isPacked)
        put(count, &indices) { index in
            guard isPacked else { return bytes[first + index] }
            let pair = bytes[first + index / 2]
            return index & 1 == 0 ? pair >> 4 : pair & 15
        }
        offset = first + length + length & 1
        return true
    }

    /// Sets as many indices as the row has room for.
    private mutating func put(_ count: Int, _ indices: inout [UInt8], _ value: (Int) -> UInt8) {
        for index in 0..<max(0, min(count, width - x)) { indices[x + index] = value(index) }
        x += count
    }

    private mutating func take() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }
}
