// The chunks of a PNG that a PDF needs.

/// Source: PNG, third edition, 5.3 and 11.2.
struct PNGFile {
    enum ColourType: Int { case grey = 0, rgb = 2, palette = 3, greyAlpha = 4, rgbAlpha = 6 }

    let width: Int
    let height: Int
    let bits: Int
    let colourType: ColourType
    let isInterlaced: Bool
    private(set) var hasTransparency = false
    /// Three bytes a colour.
    private(set) var palette: ArraySlice<UInt8> = []
    private(set) var resolution: Resolution?
    /// Parts of one zlib stream.
    private(set) var data: [ArraySlice<UInt8>] = []

    private static let firstChunk = 8

    /// Nil where a chunk before the last of the data is not whole.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        guard reader.starts(with: Array("IHDR".utf8), at: Self.firstChunk + 4), let width = reader.big32(16),
            let height = reader.big32(20), let bits = reader.byte(24), let type = reader.byte(25),
            let colourType = ColourType(rawValue: type), let interlacing = reader.byte(28)
        else { return nil }
        (self.width, self.height, self.bits, self.colourType) = (width, height, bits, colourType)
        isInterlaced = interlacing != 0
        var offset = Self.firstChunk
        while let length = reader.big32(offset), let name = reader.slice(offset + 4..<offset + 8) {
            guard let content = reader.slice(offset + 8..<offset + 8 + length) else { return nil }
            if name.starts(with: Array("IEND".utf8)) { break }
            add(content, named: String(decoding: name.bytes, as: UTF8.self))
            offset += 12 + length
        }
        if data.isEmpty { return nil }
    }

    private mutating func add(_ content: ByteReader, named name: String) {
        switch name {
        case "PLTE": palette = content.bytes
        case "tRNS": hasTransparency = true
        case "IDAT": data.append(content.bytes)
        case "pHYs":
            // Dots a metre, where the unit is known.
            guard let x = content.big32(0), let y = content.big32(4), content.byte(8) == 1 else { return }
            resolution = Resolution(x: (Double(x) * 0.0254).rounded(), y: (Double(y) * 0.0254).rounded())
        default: break
        }
    }
}
