// BMP files that are damaged, or lie.

import Testing

@testable import Recognition

@Suite(.offThePool) struct BitmapRefusalTests {
    private static let indexed = BitmapFile([[0, 1, 0, 1, 0], [1, 0, 1, 0, 1]], bits: 4, palette: [0, 0xFF_0000])
    private static let coloured = BitmapFile([[1, 2, 3], [4, 5, 6]], bits: 24)
    private static let masked: BitmapFile = {
        var file = BitmapFile([[1, 2, 3], [4, 5, 6]], bits: 16)
        (file.compression, file.masks) = (3, [0xF800, 0x07E0, 0x001F])
        return file
    }()

    @Test(arguments: [indexed, coloured, masked])
    func `a file cut anywhere is refused, but for what fills up its last row`(file: BitmapFile) {
        let bytes = file.bytes
        let row = file.pixels.count / 2
        let fill = row - (file.width * file.bits + 7) / 8
        for cut in 0...bytes.count {
            let refusal = Reading.refusal(of: bytes.dropLast(cut))
            #expect(refusal == (cut <= fill ? nil : .invalidImage), "\(cut) bytes fewer")
        }
    }

    @Test func `what no header may say is refused`() {
        let changes: [(inout BitmapFile) -> Void] = [
            { $0.bits = 0 }, { $0.bits = 3 }, { $0.bits = 40 }, { $0.bits = 30_000 },
            { $0.headerSize = 14 }, { $0.headerSize = 16 }, { $0.headerSize = 66 }, { $0.headerSize = 125 },
            // JPEG, PNG, Windows CE's masks, CMYK, and OS/2's Huffman and runs of colours.
            { ($0.compression, $0.bits) = (4, 0) }, { ($0.compression, $0.bits) = (5, 0) }, { $0.compression = 6 },
            { $0.compression = 11 },
            { ($0.headerSize, $0.compression, $0.bits) = (64, 3, 1) }, { ($0.headerSize, $0.compression) = (64, 4) },
            { $0.width = 0 }, { $0.height = 0 }, { $0.width = -3 }, { $0.height = Int(Int32.min) },
            { $0.width = 5 }, { $0.height = 3 }, { $0.offset = 10_000 }, { $0.offset = 0xFFFF_FFFF },
        ]
        #expect(Reading.refusal(of: Self.coloured.bytes) == nil)
        for (index, change) in changes.enumerated() {
            var file = Self.coloured
            change(&file)
            #expect(Reading.refusal(of: file.bytes) == .invalidImage, "change \(index)")
        }
    }

    @Test func `a palette that is not there is refused`() {
        var file = Self.indexed
        for count in [1000, 0x1234_5678, 0xFFFF_FFFF] {
            file.colourCount = count
            #expect(Reading.refusal(of: file.bytes) == .invalidImage)
        }
        (file.colourCount, file.palette) = (0, [])
        #expect(Reading.refusal(of: file.bytes) == .invalidImage)
    }

    @Test(
        arguments: [
            [0, 0, 0], [0x0F00, 0x00F0, 0x000F], [0x30, 0x0E, 0x01], [0xFF00, 0, 0], [0xF00F, 0x00F0, 0x0F00],
            [0xFF_0000, 0xFF00, 0xFF], [0xF800, 0x07E0],
        ] as [[UInt32]]
    )
    func `masks that make no colours of 16 bits are refused`(masks: [UInt32]) {
        var file = Self.masked
        file.masks = masks
        file.pixels = masks.count < 3 ? [] : file.pixels
        #expect(Reading.refusal(of: file.bytes) == .invalidImage)
    }

    @Test func `masks behind a header of OS2 are refused`() {
        var file = Self.masked
        #expect(Reading.refusal(of: file.bytes) == nil)
        file.headerSize = 64
        #expect(Reading.refusal(of: file.bytes) == .invalidImage)
    }

    @Test func `what is too large is refused before any memory is asked for`() {
        var runs = BitmapFile()
        (runs.width, runs.height, runs.bits, runs.compression) = (60_000, 60_000, 8, 1)
        (runs.palette, runs.pixels) = ([0, 0xFF_FFFF], [0, 1])
        #expect(Reading.refusal(of: runs.bytes) == .imageTooLarge)
        var core = Self.coloured
        (core.headerSize, core.width, core.height) = (12, 60_000, 60_000)
        #expect(Reading.refusal(of: core.bytes) == .imageTooLarge)
        (core.headerSize, core.width, core.height) = (16, 3_000_000, -2_000_000)
        #expect(Reading.refusal(of: core.bytes) == .imageTooLarge)
        // Their product by four has more than 63 bits.
        (core.width, core.height, core.bits) = (Int(Int32.max), Int(Int32.max), 32)
        #expect(Bitmap.read(core.bytes) == nil)
    }

    @Test func `scrambled files never trap`() {
        var runs = Self.indexed
        (runs.compression, runs.pixels) = (2, [5, 0x10, 0, 0, 0, 3, 1, 2, 0, 2, 1, 0, 1, 0, 0, 1])
        var random = SplitMix(state: 7)
        for file in [Self.indexed, Self.coloured, Self.masked, runs] {
            for _ in 0..<5_000 {
                var bytes = file.bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: 2..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
                }
                _ = Reading.refusal(of: bytes, pixelLimit: 10_000)
            }
        }
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
