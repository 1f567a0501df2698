// The two-byte codes that the text layer's font knows characters by, and their way back to text.

/// UTF-16 for the characters that have one unit of it; the others get codes that are no characters there.
struct GlyphCodes {
    /// Of characters beyond U+FFFF, in the order of their codes.
    private var others: [Unicode.Scalar] = []
    private var codes: [Unicode.Scalar: UInt16] = [:]

    /// UTF-16's surrogates.
    private static let spare: ClosedRange<UInt16> = 0xD800...0xDFFF

    /// Without control characters, which nobody sees.
    mutating func encode(_ text: String) -> [UInt16] {
        text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map { code(of: $0) }
    }

    private mutating func code(of scalar: Unicode.Scalar) -> UInt16 {
        if let code = UInt16(exactly: scalar.value) { return code }
        if let code = codes[scalar] { return code }
        guard others.count < Self.spare.count else { return 0xFFFD }
        let code = Self.spare.lowerBound + UInt16(others.count)
        others.append(scalar)
        codes[scalar] = code
        return code
    }

    /// A CMap from codes to text.
    ///
    /// Source: ISO 32000-1, 9.10.3, and Adobe Technical Note 5411: a range stays within the 256 codes of one first
    /// byte, and a list has 100 entries at most.
    var toUnicode: String {
        let same = (0...0xFF).map { UInt16($0) << 8 }.filter { !Self.spare.contains($0) }
            .map { "\(Self.hex([$0])) \(Self.hex([$0 | 0xFF])) \(Self.hex([$0]))" }
        let own = others.enumerated().map { index, scalar in
            "\(Self.hex([Self.spare.lowerBound + UInt16(index)])) \(Self.hex(Array(String(scalar).utf16)))"
        }
        return """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            \(Self.lists(of: same, named: "bfrange"))\(Self.lists(of: own, named: "bfchar"))endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end

            """
    }

    private static func lists(of entries: [String], named name: String) -> String {
        stride(from: 0, to: entries.count, by: 100)
            .map { entries[$0..<min($0 + 100, entries.count)] }
            .map { "\($0.count) begin\(name)\n\($0.joined(separator: "\n"))\nend\(name)\n" }
            .joined()
    }

    static func hex(_ codes: [UInt16]) -> String {
        PDFSyntax.hexadecimal(codes.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    }
}
