// A page of one bit as faxes pack it, taken out of the TIFF that Leptonica wraps it in.

/// Source: TIFF 6.0, sections 2, 8 and 11.
struct FaxFile {
    /// ITU-T T.6.
    let data: ArraySlice<UInt8>

    private enum Tag { static let photometry = 262, order = 266, offsets = 273, counts = 279 }

    /// Nil where the TIFF, little-endian as this machine writes it, has more than one strip, or unusual bits.
    init?(tiff bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        guard reader.starts(with: [0x49, 0x49, 42, 0]), let directory = reader.little32(4),
            let count = reader.little16(directory)
        else { return nil }
        var values: [Int: Int] = [Tag.order: 1]
        for start in (0..<count).map({ directory + 2 + 12 * $0 }) {
            guard let tag = reader.little16(start), let type = reader.little16(start + 2) else { return nil }
            let isStrip = tag == Tag.offsets || tag == Tag.counts
            guard !isStrip || reader.little32(start + 4) == 1 else { return nil }
            values[tag] = type == 3 ? reader.little16(start + 8) : reader.little32(start + 8)
        }
        let isUsual = values[Tag.photometry] == 0 && values[Tag.order] == 1
        guard isUsual, let offset = values[Tag.offsets], let length = values[Tag.counts],
            let strip = reader.slice(offset..<offset + length)
        else { return nil }
        data = strip.bytes
    }
}
