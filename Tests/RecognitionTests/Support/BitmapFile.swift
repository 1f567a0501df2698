// BMP files of every kind, put together by hand, and what they decode to.

import CLeptonica

@testable import Recognition

/// A file whose parts can be changed one by one.
struct BitmapFile {
    /// 12 for OS/2 1.x; 16 to 64 for OS/2 2.x; 40, 52, 56, 108 or 124 for Windows.
    var headerSize = 40
    var width = 0
    /// Negative where the rows run from the top down.
    var height = 0
    var bits = 0
    var compression = 0
    /// Red, green and blue, 8 bits each.
    var palette: [UInt32] = []
    /// What the header says of their number.
    var colourCount = 0
    /// Red, green, blue and perhaps alpha: inside of the header where it has room, else behind it.
    var masks: [UInt32] = []
    /// Pixels a metre.
    var density = 0
    /// Where the pixels are said to be; nil for where they are.
    var offset: Int?
    /// The rows as they stand in the file.
    var pixels: [UInt8] = []

    var bytes: [UInt8] {
        let colours = palette.flatMap { colour in
            Self.little(colour, headerSize == 12 ? 3 : 4)
        }
        let second = header
        let start = offset ?? 14 + second.count + colours.count
        let size = 14 + second.count + colours.count + pixels.count
        return Array("BM".utf8) + Self.little(size, 4) + [0, 0, 0, 0] + Self.little(start, 4) + second + colours
            + pixels
    }

    private var header: [UInt8] {
        guard headerSize != 12 else {
            return [12, 0, 0, 0] + Self.little(width, 2) + Self.little(height, 2) + [1, 0] + Self.little(bits, 2)
        }
        var fields = Self.little(headerSize, 4) + Self.little(width, 4) + Self.little(height, 4) + [1, 0]
        fields += Self.little(bits, 2) + Self.little(compression, 4) + Self.little(0, 4)
        fields += Self.little(density, 4) + Self.little(density, 4) + Self.little(colourCount, 4) + Self.little(0, 4)
        // Only Windows has masks.
        fields += masks.flatMap { Self.little($0, 4) }
        let behind = masks.isEmpty ? headerSize : max(headerSize, 40 + 4 * masks.count)
        return Array((fields + [UInt8](repeating: 0, count: 124)).prefix(behind))
    }

    static func little(_ value: some BinaryInteger, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

extension BitmapFile {
    /// Rows from the top down, as one looks at them; stored from the bottom up, and filled up to whole words.
    init(_ rows: [[UInt32]], bits: Int, palette: [UInt32] = []) {
        (width, height, self.bits, self.palette) = (rows[0].count, rows.count, bits, palette)
        pixels = rows.reversed().flatMap { Self.pack($0, bits: bits) }
    }

    private static func pack(_ row: [UInt32], bits: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        if bits >= 8 {
            bytes = row.flatMap { little($0, bits / 8) }
        } else {
            let each = 8 / bits
            for start in stride(from: 0, to: row.count, by: each) {
                let values = row[start..<min(start + each, row.count)].enumerated()
                bytes.append(UInt8(values.reduce(0) { $0 | $1.element << UInt32(8 - bits * ($1.offset + 1)) }))
            }
        }
        return bytes + [UInt8](repeating: 0, count: -bytes.count & 3)
    }
}

extension BitmapFile {
    /// What the decoder makes of it, and then the steps.
    func decoded(_ steps: [any PreprocessingStep] = []) throws -> Decoded {
        var image = try ImageDecoder.decode(bytes, pixelLimit: 100_000, grey: true).image.shared()
        for step in steps { image = try step.apply(to: image) }
        return Decoded(image)
    }

    struct Decoded {
        var depth: Int
        var samples: Int
        var hasColormap: Bool
        /// Dots an inch.
        var resolution: Int
        /// Rows from the top down.
        var pixels: [[UInt32]]
        /// Red, green and blue, of an image of 32 bits.
        var colours: [[UInt32]] { pixels.map { $0.map { $0 >> 8 } } }

        fileprivate init(_ image: borrowing PageImage) {
            (depth, samples, hasColormap) = (image.depth, image.samples, image.hasColormap)
            resolution = image.withPix { Int(pixGetXRes($0)) }
            pixels = []
            for y in 0..<image.height {
                pixels.append([])
                for x in 0..<image.width { pixels[y].append(image.pixel(x, y)) }
            }
        }
    }
}
