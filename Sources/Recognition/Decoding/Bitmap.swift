// BMP to pixels.
//
// Leptonica 1.82 reads neither what is run-length encoded nor masks of bits nor the headers of OS/2, and takes blue for
// red where a pixel has 32 bits.

import CLeptonica

/// One BMP whose header is sound.
struct Bitmap {
    private let bytes: [UInt8]
    private let header: BitmapHeader

    /// Decodes a file, as Leptonica's readers do: the PIX is the caller's.
    ///
    /// One bit a pixel where the palette is black and white, grey where it is grey, else colour; with alpha where bit
    /// fields say so. About 1 ms a megabyte.
    /// - Returns: nil where the file is damaged or ends early, or there is no memory.
    static func read(_ bytes: [UInt8]) -> UnsafeMutablePointer<PIX>? {
        guard let header = BitmapHeader(ByteReader(bytes)),
            let image = Bitmap(bytes: bytes, header: header).image()
        else { return nil }
        return image.withPix { pix in
            pixSetResolution(pix, dotsPerInch(header.density.x), dotsPerInch(header.density.y))
            return pixClone(pix)
        }
    }

    private func image() -> PageImage? {
        switch header.pixels {
        case .indices(let bits):
            guard let palette = BitmapPalette(ByteReader(bytes), header) else { return nil }
            guard bits == 1, let black = palette.black else { return indices(bits, palette) }
            return stored(bits: bits, depth: 1) { BitmapRows.drawBits($0, black: black, on: &$1) }
        case .runs(let bits):
            guard let palette = BitmapPalette(ByteReader(bytes), header) else { return nil }
            var runs = BitmapRuns(bytes, header, bits: bits)
            var indices = [UInt8](repeating: 0, count: header.width)
            return canvas(depth: palette.depth) { _, words in
                guard runs.next(into: &indices) else { return false }
                palette.draw(indices.span, on: &words)
                return true
            }
        case .bytes:
            return stored(bits: 24, depth: 32) { BitmapRows.drawBytes($0, on: &$1) }
        case .fields(let fields, let bits):
            var alpha = BitmapFields.Alpha()
            let image = stored(bits: bits, depth: 32) { fields.draw($0, bits: bits, on: &$1, &alpha) }
            guard let image else { return nil }
            if alpha.isUsed { image.withPix { _ = pixSetSpp($0, 4) } }
            return image
        }
    }

    private func indices(_ bits: Int, _ palette: BitmapPalette) -> PageImage? {
        guard bits < 8 else {
            return stored(bits: bits, depth: palette.depth) { palette.draw($0, on: &$1) }
        }
        var indices = [UInt8](repeating: 0, count: header.width)
        return stored(bits: bits, depth: palette.depth) { row, words in
            BitmapRows.unpack(row, bits: bits, into: &indices)
            palette.draw(indices.span, on: &words)
        }
    }

    /// Draws rows that stand in the file as they are.
    private func stored(
        bits: Int,
        depth: Int32,
        _ draw: (Span<UInt8>, inout MutableSpan<UInt32>) -> Void
    ) -> PageImage? {
        guard let rows = BitmapRows(header, bits: bits, fileSize: bytes.count) else { return nil }
        let bytes = bytes.span
        return canvas(depth: depth) { row, words in
            draw(bytes.extracting(rows[row]), &words)
            return true
        }
    }

    /// Makes an image of its rows in the order of the file; each gets the words of its pixels, and has to set them all.
    private func canvas(depth: Int32, _ draw: (Int, inout MutableSpan<UInt32>) -> Bool) -> PageImage? {
        guard let width = Int32(exactly: header.width), let height = Int32(exactly: header.height),
            let image = PageImage(owning: pixCreateNoInit(width, height, depth))
        else { return nil }
        let isWhole = image.withPix { pix in
            guard let data = pixGetData(pix) else { return false }
            let stride = Int(pixGetWpl(pix))
            for row in 0..<header.height {
                let start = data + (header.isTopDown ? row : header.height - 1 - row) * stride
                var words = UnsafeMutableBufferPointer(start: start, count: stride).mutableSpan
                guard draw(row, &words) else { return false }
            }
            // Bits behind the end of a row are not ours.
            return pixSetPadBits(pix, 0) == 0
        }
        guard isWhole else { return nil }
        return image
    }

    /// 0 where that is unknown, or no number that an image may have.
    private static func dotsPerInch(_ perMetre: Int) -> Int32 {
        perMetre <= 10_000_000 ? Int32((Double(perMetre) / 39.37).rounded()) : 0
    }
}
