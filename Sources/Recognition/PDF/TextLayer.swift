// The words of a page as invisible text, each over its picture.

/// Writes the operators that draw it.
///
/// Source: ISO 32000-1, 9.3 and 9.4.
struct TextLayer {
    let paper: Paper
    private(set) var operators = "3 Tr\n"

    init(_ page: Page, on paper: Paper, codes: inout GlyphCodes) {
        self.paper = paper
        for line in page.blocks.flatMap(\.lines) {
            guard let band = LineBand(line) else { continue }
            add(band, codes: &codes)
        }
    }

    private mutating func add(_ band: LineBand, codes: inout GlyphCodes) {
        let (along, up) = (paper.direction(band.along), paper.direction(band.up))
        let size = band.height * up.length
        operators += "BT /F \(PDFSyntax.number(size)) Tf\n"
        for (index, run) in band.runs.enumerated() {
            let text = codes.encode(run.text)
            guard !text.isEmpty else { continue }
            let (x, y) = (along.unit, up.unit)
            let origin = paper.point(run.origin)
            operators += "\(PDFSyntax.numbers([x.x, x.y, y.x, y.y, origin.x, origin.y])) Tm "
            operators += Self.show(text, width: run.length * along.length, size: size)
            guard index + 1 < band.runs.count else { continue }
            // A space as wide as the gap: programs that look at places find it there, others in the text.
            operators += Self.show([0x20], width: max(band.gap(after: index), 1) * along.length, size: size)
        }
        operators += "ET\n"
    }

    /// Shows text that wide, in points.
    private static func show(_ codes: [UInt16], width: Double, size: Double) -> String {
        let natural = Double(codes.count) * GlyphlessFont.advance * size
        return "\(PDFSyntax.number(width / natural * 100)) Tz \(GlyphCodes.hex(codes)) Tj\n"
    }
}
