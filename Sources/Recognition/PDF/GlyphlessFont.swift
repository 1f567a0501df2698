// The font of invisible text: every code draws the same empty glyph, half as wide as high.

import FoundationEssentials

/// The objects of Tesseract's `pdf.ttf` in a PDF.
///
/// Source: ISO 32000-1, 9.7.
struct GlyphlessFont {
    /// Of a glyph, in parts of the font's size.
    static let advance = 0.5

    private let program: [UInt8]

    /// Reads the font where libtesseract5 puts it: with the languages, or where those are by default.
    init() throws(PDFFailure) {
        for folder in [Traineddata.folder(), Traineddata.folder(environment: [:])] {
            guard let data = FileManager.default.contents(atPath: "\(folder)/pdf.ttf") else { continue }
            program = [UInt8](data)
            return
        }
        throw .failed("no pdf.ttf beside the languages")
    }

    /// Comes after all text: codes must be complete.
    func write(as font: PDFReference, to file: inout PDFFile, codes: GlyphCodes) throws(PDFFailure) {
        let (descendant, descriptor) = (file.reserve(), file.reserve())
        let (glyphs, toUnicode, outlines) = (file.reserve(), file.reserve(), file.reserve())
        try file.write(
            font,
            "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H "
                + "/DescendantFonts [\(descendant)] /ToUnicode \(toUnicode) >>"
        )
        try file.write(
            descendant,
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /CIDToGIDMap \(glyphs) /DW 500 "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + "/FontDescriptor \(descriptor) >>"
        )
        // Fixed pitch, and no letters that a standard encoding names.
        try file.write(
            descriptor,
            "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] /ItalicAngle 0 "
                + "/Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 /FontFile2 \(outlines) >>"
        )
        // Glyph 0 is what stands for what is missing: all codes have glyph 1.
        try file.write(glyphs, entries: "", deflating: [UInt8]((0..<1 << 17).map { UInt8($0 & 1) }))
        try file.write(toUnicode, entries: "", deflating: Array(codes.toUnicode.utf8))
        try file.write(outlines, entries: "/Length1 \(program.count)", deflating: program)
    }
}
