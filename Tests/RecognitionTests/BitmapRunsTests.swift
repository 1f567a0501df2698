// Run-length encoded BMP files.

import Testing

@testable import Recognition

@Suite(.offThePool) struct BitmapRunsTests {
    /// The pairs of bytes that are no runs.
    private enum Mark { static let line: [UInt8] = [0, 0], end: [UInt8] = [0, 1] }

    @Test func `bytes in runs, in lists and in neither`() throws {
        // From the bottom: a run and a list of an odd number; a gap, then a place two rows up; the rest is left out.
        let pixels: [UInt8] =
            [3, 7, 0, 3, 1, 2, 3, 0] + Mark.line + [1, 9, 0, 2, 2, 2, 2, 8] + Mark.end
        #expect(
            try indices(pixels, bits: 8, width: 6, height: 5) == [
                [0, 0, 0, 0, 0, 0], [0, 0, 0, 8, 8, 0], [0, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0], [7, 7, 7, 1, 2, 3],
            ]
        )
    }

    @Test func `halves of bytes in runs and in lists`() throws {
        let pixels: [UInt8] =
            [5, 0x12, 0, 3, 0x34, 0x50] + Mark.line + [0, 6, 0x65, 0x43, 0x21, 0, 2, 0xFF] + Mark.line + Mark.end
        #expect(
            try indices(pixels, bits: 4, width: 8, height: 2) == [
                [6, 5, 4, 3, 2, 1, 15, 15], [1, 2, 1, 2, 1, 3, 4, 5],
            ]
        )
    }

    @Test func `a run ends with its row`() throws {
        let pixels: [UInt8] = [9, 1] + Mark.line + [2, 2, 0, 4, 3, 4, 5, 6] + Mark.line + [255, 7] + Mark.end
        #expect(try indices(pixels, bits: 8, width: 4, height: 3) == [[7, 7, 7, 7], [2, 2, 3, 4], [1, 1, 1, 1]])
    }

    @Test func `the end may be left unmarked, once the last row is whole`() throws {
        let rows: [UInt8] = [4, 1] + Mark.line + [2, 2]
        #expect(try indices(rows + [2, 3], bits: 8, width: 4, height: 2) == [[2, 2, 3, 3], [1, 1, 1, 1]])
        #expect(try indices(rows + Mark.line, bits: 8, width: 4, height: 2) == [[2, 2, 0, 0], [1, 1, 1, 1]])
        #expect(Reading.refusal(of: file(rows, bits: 8, width: 4, height: 2).bytes) == .invalidImage)
    }

    @Test func `rows may run from the top down`() throws {
        let pixels: [UInt8] = [2, 1] + Mark.line + [2, 2] + Mark.end
        #expect(try indices(pixels, bits: 8, width: 2, height: -2) == [[1, 1], [2, 2]])
    }

    @Test(arguments: [4, 8])
    func `data that ends within a row or leads out of the image is refused`(bits: Int) {
        let whole: [UInt8] = [4, 1] + Mark.line + [0, 4, 1, 2, 3, 4] + Mark.line + [0, 2, 1, 0, 3, 3] + Mark.end
        let file = file(whole, bits: bits, width: 4, height: 3)
        #expect(Reading.refusal(of: file.bytes) == nil)
        // Before the last run ends the last row.
        for cut in 3...file.pixels.count { #expect(Reading.refusal(of: file.bytes.dropLast(cut)) == .invalidImage) }
        for pixels in [[0, 2, 0, 4], [0, 2, 0, 255] + Mark.end, [4, 1] + Mark.line + [0, 2, 0, 3] + Mark.end] {
            let outside = self.file(pixels, bits: bits, width: 4, height: 3)
            #expect(Reading.refusal(of: outside.bytes) == .invalidImage)
        }
    }

    @Test func `runs of another depth, or colours in runs, are refused`() {
        for (bits, compression) in [(4, 1), (8, 2), (1, 1), (24, 1), (24, 4), (32, 2)] {
            var file = file([4, 1] + Mark.end, bits: bits, width: 2, height: 1)
            file.compression = compression
            #expect(Reading.refusal(of: file.bytes) == .invalidImage)
        }
    }

    private func file(_ pixels: [UInt8], bits: Int, width: Int, height: Int) -> BitmapFile {
        var file = BitmapFile()
        (file.width, file.height, file.bits, file.compression) = (width, height, bits, bits == 4 ? 2 : 1)
        file.palette = (0..<UInt32(1 << min(bits, 8))).map { $0 * 0x1_0101 }
        file.pixels = pixels
        return file
    }

    /// The palette is grey, so that the levels are the indices.
    private func indices(_ pixels: [UInt8], bits: Int, width: Int, height: Int) throws -> [[UInt32]] {
        try file(pixels, bits: bits, width: width, height: height).decoded().pixels
    }
}
