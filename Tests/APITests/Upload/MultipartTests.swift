import NIOCore
import Testing

@testable import API

struct MultipartTests {
    private static let body = """
        preamble\r
        --XyZ\r
        Content-Disposition: form-data; name="lang"\r
        \r
        eng\r
        --XyZ  \r
        Content-Type: image/png\r
        content-disposition: form-data; name="image"; filename="a.png"\r
        \r
        \r
        --Xy\r\r
        --X not yet\r
        --XyZ--\r
        epilogue
        """

    private static let expected: [Part] = [
        Part(headers: PartHeaders(name: "lang"), content: "eng"),
        Part(headers: PartHeaders(name: "image", filename: "a.png"), content: "\r\n--Xy\r\r\n--X not yet"),
    ]

    @Test func `a body is cut into its parts`() throws {
        #expect(try Self.parse([Array(Self.body.utf8)]) == Self.expected)
    }

    @Test func `a body may be split anywhere`() throws {
        let bytes = Array(Self.body.utf8)
        for cut in bytes.indices {
            #expect(try Self.parse([Array(bytes[..<cut]), Array(bytes[cut...])]) == Self.expected, "at \(cut)")
        }
    }

    @Test func `a body may be split at any two places`() throws {
        let bytes = Array(Self.body.utf8)
        for first in bytes.indices {
            for second in first..<bytes.count {
                let chunks = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
                let parts = try Self.parse(chunks)
                if parts != Self.expected { Issue.record("at \(first) and \(second): \(parts)") }
            }
        }
    }

    @Test func `a body may come byte by byte`() throws {
        #expect(try Self.parse(Self.body.utf8.map { [$0] }) == Self.expected)
    }

    @Test func `an empty part has no data`() throws {
        let body = "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--XyZ--"
        #expect(try Self.parse([Array(body.utf8)]) == [Part(headers: PartHeaders(name: "a"), content: "")])
    }

    @Test(arguments: [
        ("", MultipartError.unterminated),
        ("--XyZ\r\n", .unterminated),
        ("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--XyZ", .unterminated),
        ("--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc", .unterminated),
        ("--XyZabc", .malformed),
        ("--XyZ\r\n\r\nabc\r\n--XyZ--", .malformed),
        ("--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nabc\r\n--XyZ--", .malformed),
        ("--XyZ\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--XyZ--", .malformed),
    ])
    func `a broken body is refused`(body: String, error: MultipartError) {
        #expect(throws: error) { try Self.parse([Array(body.utf8)]) }
    }

    @Test func `headers have a limit`() {
        let body = "--XyZ\r\nX: " + String(repeating: "a", count: 20_000)
        #expect(throws: MultipartError.headersTooLarge) { try Self.parse([Array(body.utf8)]) }
    }

    @Test func `a preamble has a limit`() {
        #expect(throws: MultipartError.malformed) { try Self.parse([[UInt8](repeating: 65, count: 20_000)]) }
    }

    @Test func `parts have a limit`() {
        let part = "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
        let body = String(repeating: part, count: 6) + "--XyZ--"
        #expect(throws: MultipartError.tooManyParts) { try Self.parse([Array(body.utf8)]) }
    }

    @Test func `damaged bodies never do harm, however they are split`() {
        var random = SplitMix(state: 20_240_607)
        let original = Array(Self.body.utf8)
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: "\r\n--XyZ".utf8, at: place)
                }
            }
            var chunks: [[UInt8]] = []
            while !bytes.isEmpty {
                let length = Int.random(in: 1...bytes.count, using: &random)
                chunks.append(Array(bytes.prefix(length)))
                bytes.removeFirst(length)
            }
            let whole = Result { try Self.parse([chunks.flatMap(\.self)]) }
            let split = Result { try Self.parse(chunks) }
            // The same comes of it, whatever the chunks.
            if (try? whole.get()) != (try? split.get()) { Issue.record("\(chunks)") }
        }
    }

    private struct Part: Equatable {
        var headers: PartHeaders
        var content: String
    }

    private static func parse(_ chunks: [[UInt8]]) throws -> [Part] {
        var form = Multipart(boundary: "XyZ", limits: Multipart.Limits(parts: 5))
        var parts: [Part] = []
        var content: [UInt8] = []
        for chunk in chunks {
            form.feed(ByteBuffer(bytes: chunk))
            while let event = try form.next() {
                switch event {
                case .part(let headers):
                    parts.append(Part(headers: headers, content: ""))
                    content = []
                case .data(let bytes): content += bytes.readableBytesView
                case .partEnd: parts[parts.count - 1].content = String(decoding: content, as: UTF8.self)
                case .end: break
                }
            }
        }
        try form.finish()
        return parts
    }
}

/// The same numbers in every run (Steele, Lea, Flood, "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
