// A PDF taken apart again, as strictly as its own table allows.

import Glibc
import Testing

@testable import Recognition

/// The objects of a PDF, found by its table alone.
struct PDFParts {
    struct Object {
        /// All of it, without a stream's data.
        var value: String
        /// As it stands in the file.
        var stream: [UInt8]
    }

    let trailer: String
    /// By their number less one.
    let objects: [Object]

    /// Reads by the table, and takes nothing that is not exactly where it says.
    init(_ bytes: [UInt8]) throws {
        let reader = ByteReader(bytes)
        try #require(reader.starts(with: Array("%PDF-1.5\n%".utf8)))
        let end = String(decoding: bytes.suffix(40), as: UTF8.self).split(separator: "\n")
        try #require(end.last == "%%EOF")
        let table = try #require(Int(end[end.count - 2]))
        let tail = String(decoding: bytes[table...], as: UTF8.self)
        let lines = tail.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try #require(lines[0] == "xref")
        let count = try #require(lines[1].split(separator: " ").last.flatMap { Int($0) })
        try #require(lines[2] == "0000000000 65535 f ")
        objects = try (1..<count).map { number in
            let line = lines[2 + number]
            try #require(line.utf8.count == 19 && line.hasSuffix(" 00000 n "))
            return try Self.object(number, at: try #require(Int(line.prefix(10))), in: reader)
        }
        try #require(lines[2 + count] == "trailer")
        trailer = lines[3 + count]
        #expect(trailer.contains("/Size \(count) "))
    }

    private static func object(_ number: Int, at offset: Int, in reader: ByteReader) throws -> Object {
        let head = Array("\(number) 0 obj\n".utf8)
        try #require(reader.starts(with: head, at: offset))
        let rest = try #require(reader.slice(offset + head.count..<reader.count))
        let value = rest.bytes.prefix { $0 != 0x0A }
        let text = String(decoding: value, as: UTF8.self)
        guard rest.starts(with: Array("stream\n".utf8), at: value.count + 1) else {
            try #require(rest.starts(with: Array("endobj\n".utf8), at: value.count + 1))
            return Object(value: text, stream: [])
        }
        let length = try #require(text.number(of: "Length"))
        let start = value.count + 1 + "stream\n".utf8.count
        try #require(rest.starts(with: Array("\nendstream\nendobj\n".utf8), at: start + length))
        return Object(value: text, stream: Array(try #require(rest.slice(start..<start + length)).bytes))
    }

    func object(_ key: String, of value: String) throws -> Object {
        let number = try #require(value.number(of: key))
        return objects[number - 1]
    }

    var catalog: String { get throws { try object("Root", of: trailer).value } }
    var information: String { get throws { try object("Info", of: trailer).value } }

    /// In order.
    var pages: [Object] {
        get throws {
            let tree = try object("Pages", of: catalog).value
            let list = try #require(tree.split(separator: "[").last?.split(separator: "]").first)
            let numbers = list.split(separator: " ").compactMap { Int($0) }.filter { $0 != 0 }
            #expect(tree.number(of: "Count") == numbers.count)
            return numbers.map { objects[$0 - 1] }
        }
    }

    func content(ofPage page: Int) throws -> String { try object("Contents", of: pages[page].value).text }

    func picture(ofPage page: Int) throws -> Object { try object("I", of: pages[page].value) }
}

extension String {
    /// The number after a key, or of the object that it refers to.
    func number(of key: String) -> Int? {
        guard let range = firstRange(of: "/\(key) ") else { return nil }
        return Int(self[range.upperBound...].prefix { $0.isNumber })
    }
}

enum PDFMaking {
    static func pdf(
        _ image: [UInt8],
        _ pages: [Page],
        title: String? = nil,
        language: String? = nil,
        pixelLimit: Int = 100_000_000
    ) throws -> [UInt8] {
        let information = PDFInformation(title: title, language: language, producer: "Lector", created: 1_700_000_000)
        let document = PDFDocument(image: image, pixelLimit: pixelLimit, information: information)
        let file = try TemporaryFile()
        try document.write(pages, to: file.descriptor)
        return file.bytes()
    }

    static func parts(
        _ image: [UInt8],
        _ pages: [Page],
        title: String? = nil,
        language: String? = nil
    ) throws -> PDFParts {
        try PDFParts(pdf(image, pages, title: title, language: language))
    }

    /// One line of words, each with its box.
    static func page(
        width: Int,
        height: Int,
        number: Int = 1,
        baseline: [Int]? = nil,
        words: [(String, Box)] = []
    ) -> Page {
        let line = line(baseline: baseline, words: words)
        let blocks = words.isEmpty ? [] : [Block(kind: .text, box: line.box, lines: [line])]
        return Page(number: number, width: width, height: height, blocks: blocks)
    }

    static func line(baseline: [Int]? = nil, words: [(String, Box)]) -> Line {
        Line(
            box: words.first?.1 ?? Box(x: 0, y: 0, width: 1, height: 1),
            baseline: baseline,
            startsParagraph: true,
            words: words.map { Word(text: $0.0, box: $0.1, confidence: 1) }
        )
    }
}
