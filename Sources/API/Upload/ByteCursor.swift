// Bounds-checked reading of a file's first bytes.

/// The bytes ended before what was to be read.
struct OutOfBytes: Error {}

/// Reads numbers at offsets.
///
/// Whatever the bytes say, nothing is read outside of them.
struct ByteCursor {
    let bytes: [UInt8]

    func byte(_ offset: Int) throws(OutOfBytes) -> Int {
        guard bytes.indices.contains(offset) else { throw OutOfBytes() }
        return Int(bytes[offset])
    }

    func big16(_ offset: Int) throws(OutOfBytes) -> Int {
        try byte(offset) << 8 | byte(offset + 1)
    }

    func big32(_ offset: Int) throws(OutOfBytes) -> Int {
        try big16(offset) << 16 | big16(offset + 2)
    }

    func little16(_ offset: Int) throws(OutOfBytes) -> Int {
        try byte(offset + 1) << 8 | byte(offset)
    }

    /// Unsigned.
    func little32(_ offset: Int) throws(OutOfBytes) -> Int {
        try little16(offset + 2) << 16 | little16(offset)
    }

    /// Two's complement.
    func signedLittle32(_ offset: Int) throws(OutOfBytes) -> Int {
        try Int(Int32(truncatingIfNeeded: little32(offset)))
    }

    func starts(with text: String, at offset: Int = 0) -> Bool {
        let expected = text.utf8
        return bytes.count - offset >= expected.count && bytes[offset...].starts(with: expected)
    }
}
