// What a BMP says before its pixels: a file header of 14 bytes, and behind it one of many that grew out of each other.

/// Sizes and places, none of them outside of the file.
///
/// Source: Microsoft, "Bitmap Header Types" (BITMAPCOREHEADER to BITMAPV5HEADER); IBM, OS/2 2.0 Presentation Manager
/// reference, BITMAPINFOHEADER2, whole.
struct BitmapHeader {
    let width: Int
    let height: Int
    let isTopDown: Bool
    let pixels: BitmapPixels
    /// Where the pixels begin; they go on to the end of the file.
    let start: Int
    /// Where the palette stands; empty where there is none.
    let palette: Range<Int>
    /// OS/2 1.x stores three bytes a colour, all others four.
    let bytesPerColour: Int
    /// Pixels a metre, 0 where unknown.
    let density: (x: Int, y: Int)

    /// Width and height as claimed, whatever the rest of the header is like.
    ///
    /// A negative height means that the rows run from the top down.
    static func size(_ reader: ByteReader) -> PageSize? {
        guard let size = reader.little32(fileHeader) else { return nil }
        guard size != Info.core else {
            guard let width = reader.little16(18), let height = reader.little16(20) else { return nil }
            return PageSize(width: width, height: height)
        }
        guard let width = reader.little32(18), let height = reader.little32(22) else { return nil }
        return PageSize(width: width, height: abs(Int(Int32(truncatingIfNeeded: height))))
    }

    /// Nil where a number is none that there is, or something lies outside of the file.
    init?(_ reader: ByteReader) {
        guard let info = Info(reader), let pixels = BitmapPixels(info), let offset = reader.little32(10),
            let size = Self.size(reader), (1...Self.longest).contains(size.width),
            (1...Self.longest).contains(size.height)
        else { return nil }
        (width, height, isTopDown) = (size.width, size.height, info.isTopDown)
        self.pixels = pixels
        density = (info[24], info[28])
        bytesPerColour = info.isCore ? 3 : 4
        let most = pixels.indexBits.map { 1 << $0 } ?? 0
        // More than there are indices is only a waste, but it has to be there.
        let claimed = most > 0 && info[32] > 0 ? info[32] : most
        let first = info.end
        let (end, last) = (first + claimed * bytesPerColour, first + min(claimed, most) * bytesPerColour)
        // Some writers leave out where the pixels are, or forget the palette there: then they follow.
        start = offset > first ? offset : end
        guard end <= reader.count || claimed == most, start < reader.count else { return nil }
        palette = first..<min(last, start)
    }

    private static let longest = Int(Int32.max)
    fileprivate static let fileHeader = 14
}

/// What the numbers of the pixels mean.
enum BitmapPixels: Equatable {
    /// Colours of the palette, in 1, 2, 4 or 8 bits each.
    case indices(bits: Int)
    /// The same, of 4 or 8 bits, run-length encoded.
    case runs(bits: Int)
    /// A byte each of blue, green and red.
    case bytes
    /// Colours that take some of 16 or 32 bits.
    case fields(BitmapFields, bits: Int)

    fileprivate init?(_ info: BitmapHeader.Info) {
        switch (info.compression, info.bits) {
        case (0, 1), (0, 2), (0, 4), (0, 8): self = .indices(bits: info.bits)
        case (0, 16): self = .fields(.fiveBits, bits: 16)
        case (0, 24): self = .bytes
        case (0, 32): self = .fields(.eightBits, bits: 32)
        case (1, 8), (2, 4): self = .runs(bits: info.bits)
        case (3, 16), (3, 32):
            guard let fields = BitmapFields(masks: info.masks, bits: info.bits) else { return nil }
            self = .fields(fields, bits: info.bits)
        // JPEG, PNG, CMYK, masks as Windows CE has them (6), and OS/2's own: Huffman (3, one bit) and runs of 24 bits (4).
        default: return nil
        }
    }

    /// Bits of an index, before any encoding; nil where the pixels are colours.
    var indexBits: Int? {
        switch self {
        case .indices(let bits), .runs(let bits): bits
        case .bytes, .fields: nil
        }
    }
}

extension BitmapHeader {
    /// The second header, which begins with its own size.
    fileprivate struct Info {
        static let core = 12
        private static let windows = [40, 52, 56, 108, 124]
        private static let later = Set(windows + [64])

        let bits: Int
        let compression: Int
        /// Red, green, blue and perhaps alpha; empty where none are given.
        let masks: [UInt32]
        /// Where this header ends, with any masks that stand behind it.
        let end: Int
        let isCore: Bool
        private let bytes: ByteReader

        init?(_ reader: ByteReader) {
            guard let size = reader.little32(fileHeader),
                size == Self.core || Self.later.contains(size),
                let bytes = reader.slice(fileHeader..<fileHeader + size),
                let bits = bytes.little16(size == Self.core ? 10 : 14)
            else { return nil }
            isCore = size == Self.core
            compression = isCore ? 0 : bytes.little32(16) ?? 0
            (self.bits, self.bytes) = (bits, bytes)
            guard compression == 3, Self.windows.contains(size) else {
                (masks, end) = ([], fileHeader + size)
                return
            }
            // Behind BITMAPINFOHEADER, and at the same place inside of the headers that have masks themselves.
            let count = size >= 56 ? 4 : 3
            masks = (0..<count).compactMap { reader.little32(fileHeader + 40 + 4 * $0) }.map(UInt32.init)
            end = fileHeader + max(size, 40 + 4 * count)
        }

        /// A field of four bytes; zero where the header ends before it.
        subscript(offset: Int) -> Int { isCore ? 0 : bytes.little32(offset) ?? 0 }

        var isTopDown: Bool { self[8] >> 31 == 1 }
    }
}
