// Numbers out of untrusted bytes: every read is checked, nothing traps.

struct ByteReader {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    func byte(_ offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[bytes.startIndex + offset])
    }

    func big16(_ offset: Int) -> Int? {
        guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
        return high << 8 | low
    }

    func big32(_ offset: Int) -> Int? {
        guard let high = big16(offset), let low = big16(offset + 2) else { return nil }
        return high << 16 | low
    }

    func little16(_ offset: Int) -> Int? { big16(offset).map { $0 >> 8 | ($0 & 0xFF) << 8 } }

    func little32(_ offset: Int) -> Int? {
        guard let low = little16(offset), let high = little16(offset + 2) else { return nil }
        return high << 16 | low
    }

    func starts(with prefix: some Sequence<UInt8>, at offset: Int = 0) -> Bool {
        guard offset >= 0, offset <= bytes.count else { return false }
        return bytes.dropFirst(offset).starts(with: prefix)
    }

    /// The bytes in the range, or nil where it leaves them.
    func slice(_ range: Range<Int>) -> ByteReader? {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        return ByteReader(bytes[bytes.startIndex + range.lowerBound..<bytes.startIndex + range.upperBound])
    }
}
