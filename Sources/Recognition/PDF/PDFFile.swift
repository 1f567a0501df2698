// The frame of a PDF: numbered objects one after the other, and the table of where they stand.
//
// Source: ISO 32000-1, 7.3 and 7.5, cited as "PDF".

import Glibc

/// The number of an object.
struct PDFReference: CustomStringConvertible {
    fileprivate let number: Int

    var description: String { "\(number) 0 R" }
}

/// A PDF that is written as it comes: of what is written only offsets are kept.
struct PDFFile: ~Copyable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var written = 0
    /// By number, the first of which is 1.
    private var offsets: [Int] = []

    private static let bufferSize = 1 << 16

    /// The descriptor stays the caller's, to close.
    init(descriptor: Int32) throws(PDFFailure) {
        self.descriptor = descriptor
        // Bytes over 127 tell programs that move files that this is no text (PDF, 7.5.2).
        try append(Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
    }

    /// A number for an object that is written later.
    mutating func reserve() -> PDFReference {
        offsets.append(0)
        return PDFReference(number: offsets.count)
    }

    mutating func write(_ object: PDFReference, _ value: String) throws(PDFFailure) {
        try begin(object)
        try append(value.utf8)
        try append("\nendobj\n".utf8)
    }

    /// Takes the entries of the stream's dictionary, without its length, and its data, encoded as they say.
    mutating func write(
        _ object: PDFReference,
        entries: String,
        stream pieces: [ArraySlice<UInt8>]
    ) throws(PDFFailure) {
        let length = pieces.reduce(0) { $0 + $1.count }
        try begin(object)
        try append("<< \(entries) /Length \(length) >>\nstream\n".utf8)
        for piece in pieces { try append(piece) }
        try append("\nendstream\nendobj\n".utf8)
    }

    /// Deflates the data.
    mutating func write(_ object: PDFReference, entries: String, deflating data: [UInt8]) throws(PDFFailure) {
        let packed = try Deflate.compress(data)
        try write(object, entries: "\(entries) /Filter /FlateDecode", stream: [packed[...]])
    }

    /// Writes the table and the trailer; every number must have got its object.
    mutating func finish(catalog: PDFReference, information: PDFReference, id: String) throws(PDFFailure) {
        let table = written + buffer.count
        try append("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets { try append("\(Self.tenDigits(offset)) 00000 n \n".utf8) }
        let trailer = "<< /Size \(offsets.count + 1) /Root \(catalog) /Info \(information) /ID [\(id) \(id)] >>"
        try append("trailer\n\(trailer)\nstartxref\n\(table)\n%%EOF\n".utf8)
        try flush()
    }

    private mutating func begin(_ object: PDFReference) throws(PDFFailure) {
        offsets[object.number - 1] = written + buffer.count
        try append("\(object.number) 0 obj\n".utf8)
    }

    private mutating func append(_ bytes: some Collection<UInt8>) throws(PDFFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.bufferSize - buffer.count)
            buffer += part
            rest = rest.dropFirst(part.count)
            if buffer.count == Self.bufferSize { try flush() }
        }
    }

    private mutating func flush() throws(PDFFailure) {
        var sent = 0
        while sent < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write") }
            sent += count
        }
        written += sent
        buffer.removeAll(keepingCapacity: true)
    }

    private static func tenDigits(_ offset: Int) -> String {
        let digits = String(offset)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }
}
