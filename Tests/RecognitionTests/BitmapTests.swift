// BMP files of every kind to known pixels, and what must not pass.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct BitmapTests {
    /// Red, green, blue and a mixture, from the left; the lower row the other way round.
    private static let picture: [[UInt32]] = [
        [0xFF_0000, 0x00_FF00, 0x00_00FF, 0x80_4020, 0xFF_FFFF],
        [0xFF_FFFF, 0x80_4020, 0x00_00FF, 0x00_FF00, 0xFF_0000],
    ]

    @Test(arguments: [1, 2, 4, 8])
    func `indices of every size become the colours of the palette`(bits: Int) throws {
        let palette = (0..<UInt32(1 << bits)).map { 0x10_2030 &* ($0 + 1) & 0xFF_FFFF }
        let rows = (0..<5).map { y in (0..<11).map { x in UInt32(x * 3 + y) % UInt32(1 << bits) } }
        let decoded = try BitmapFile(rows, bits: bits, palette: palette).decoded()
        #expect(decoded.depth == 32 && decoded.samples == 3)
        #expect(decoded.colours == rows.map { $0.map { palette[Int($0)] } })
    }

    @Test func `a grey palette becomes grey, without a colormap`() throws {
        let palette = (0..<UInt32(16)).map { $0 * 0x11_1111 }
        let rows = (0..<3).map { y in (0..<7).map { x in UInt32(x + 2 * y) } }
        let decoded = try BitmapFile(rows, bits: 4, palette: palette).decoded()
        #expect(decoded.depth == 8 && !decoded.hasColormap)
        #expect(decoded.pixels == rows.map { $0.map { $0 * 0x11 } })
    }

    @Test(arguments: [[0, 0xFF_FFFF], [0xFF_FFFF, 0]] as [[UInt32]])
    func `black and white become one bit, 1 for black`(palette: [UInt32]) throws {
        let rows = (0..<3).map { y in (0..<45).map { x in UInt32((x / 3 + y) % 2) } }
        let decoded = try BitmapFile(rows, bits: 1, palette: palette).decoded()
        #expect(decoded.depth == 1 && !decoded.hasColormap)
        #expect(decoded.pixels == rows.map { $0.map { palette[Int($0)] == 0 ? 1 : 0 } })
    }

    @Test func `what Leptonica writes reads as Leptonica reads it`() throws {
        let grey = Drawing.page(width: 321, height: 100)
        let files = [
            Drawing.bmp(grey), Drawing.bmp(try grey.transformed { pixConvertTo1($0, 128) }),
            Drawing.bmp(try grey.transformed { pixConvertTo32($0) }),
        ]
        for bytes in files {
            var (expected, decoded) = (pixReadMemBmp(bytes, bytes.count), Bitmap.read(bytes))
            defer {
                pixDestroy(&expected)
                pixDestroy(&decoded)
            }
            var isSame: Int32 = 0
            #expect(pixEqual(expected, decoded, &isSame) == 0 && isSame == 1)
        }
    }

    @Test(arguments: [12, 40, 52, 56, 64, 108, 124])
    func `every header reads`(size: Int) throws {
        var plain = BitmapFile(Self.picture, bits: 24)
        plain.headerSize = size
        #expect(try plain.decoded().colours == Self.picture)
        var indexed = BitmapFile([[2, 1, 0], [0, 1, 2]], bits: 8, palette: Self.picture[0])
        indexed.headerSize = size
        #expect(
            try indexed.decoded().colours == [[0x00_00FF, 0x00_FF00, 0xFF_0000], [0xFF_0000, 0x00_FF00, 0x00_00FF]]
        )
    }

    @Test func `rows may run from the top down`() throws {
        var file = BitmapFile(Self.picture.reversed(), bits: 24)
        file.height = -2
        #expect(try file.decoded().colours == Self.picture)
    }

    @Test func `sixteen bits without masks are five each`() throws {
        let rows: [[UInt32]] = [[0x7C00, 0x03E0, 0x001F], [0x7FFF, 0x4210, 0x8000]]
        let expected: [[UInt32]] = [[0xFF_0000, 0x00_FF00, 0x00_00FF], [0xFF_FFFF, 0x84_8484, 0]]
        #expect(try BitmapFile(rows, bits: 16).decoded().colours == expected)
    }

    @Test func `the fourth byte of 32 bits without masks says nothing`() throws {
        let decoded = try BitmapFile([[0x12_FF_80_01, 0xFF_00_00_FF, 0x00_FF_FF_FF]], bits: 32).decoded()
        #expect(decoded.colours == [[0xFF_8001, 0x00_00FF, 0xFF_FFFF]])
        #expect(decoded.samples == 3)
    }

    @Test(arguments: [40, 52, 108, 124])
    func `masks say where the colours are`(size: Int) throws {
        func file(_ rows: [[UInt32]], _ bits: Int, _ masks: [UInt32]) -> BitmapFile {
            var file = BitmapFile(rows, bits: bits)
            (file.headerSize, file.compression, file.masks) = (size, 3, masks)
            return file
        }
        let narrow = file([[0xF800, 0x07E0, 0x001F, 0x8410]], 16, [0xF800, 0x07E0, 0x001F])
        #expect(try narrow.decoded().colours == [[0xFF_0000, 0x00_FF00, 0x00_00FF, 0x84_8284]])
        let turned = file([[0x1122_3344]], 32, [0xFF, 0xFF00, 0xFF_0000])
        #expect(try turned.decoded().colours == [[0x44_3322]])
    }

    @Test(arguments: [56, 124])
    func `what a mask makes transparent shows white`(size: Int) throws {
        func file(_ rows: [[UInt32]]) -> BitmapFile {
            var file = BitmapFile(rows, bits: 32)
            (file.headerSize, file.compression) = (size, 3)
            file.masks = [0xFF_0000, 0xFF00, 0xFF, 0xFF00_0000]
            return file
        }
        let clear = file([[0xFF20_4060, 0x0020_4060, 0x8000_0000]])
        #expect(try clear.decoded().samples == 4)
        #expect(try clear.decoded([FlattenStep()]).colours == [[0x20_4060, 0xFF_FFFF, 0x7E_7E7E]])
        // Every pixel transparent: nobody meant that.
        let unused = try file([[0x0020_4060, 0x0000_0000]]).decoded()
        #expect(unused.samples == 3)
        #expect(unused.colours == [[0x20_4060, 0]])
        #expect(try file([[0xFF20_4060, 0xFF00_0000]]).decoded().samples == 3)
    }

    @Test func `the resolution is the file's, where it can be`() throws {
        for (density, resolution) in [(0, 0), (3780, 96), (11_811, 300), (30_000_000, 0), (-1, 0)] {
            var file = BitmapFile(Self.picture, bits: 24)
            file.density = density
            #expect(try file.decoded().resolution == resolution)
        }
    }

    @Test func `an index that has no colour is black`() throws {
        var file = BitmapFile([[0, 1, 2, 255]], bits: 8, palette: [0xFF_FFFF, 0xFF_0000])
        file.colourCount = 2
        #expect(try file.decoded().colours == [[0xFF_FFFF, 0xFF_0000, 0, 0]])
        // Without a count the palette ends where the pixels begin.
        for size in [12, 40] {
            (file.colourCount, file.headerSize) = (0, size)
            #expect(try file.decoded().colours == [[0xFF_FFFF, 0xFF_0000, 0, 0]])
        }
    }

    @Test(arguments: [0, 54])
    func `pixels follow palette and masks where their place is left out`(offset: Int) throws {
        var file = BitmapFile([[1, 0]], bits: 8, palette: [0xFF_FFFF, 0xFF_0000])
        (file.colourCount, file.offset) = (2, offset)
        #expect(try file.decoded().colours == [[0xFF_0000, 0xFF_FFFF]])
        var masked = BitmapFile([[0xF800, 0x001F]], bits: 16)
        (masked.compression, masked.masks, masked.offset) = (3, [0xF800, 0x07E0, 0x001F], offset)
        #expect(try masked.decoded().colours == [[0xFF_0000, 0x00_00FF]])
    }

    @Test func `a gap before the pixels is skipped`() throws {
        var file = BitmapFile(Self.picture, bits: 24)
        file.pixels = [9, 9, 9, 9, 9] + file.pixels
        file.offset = 59
        #expect(try file.decoded().colours == Self.picture)
    }
}
