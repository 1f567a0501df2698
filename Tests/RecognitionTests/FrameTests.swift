// Frames: whole, cut anywhere, and hostile.

import Testing

@testable import Recognition

struct FrameTests {
    let frame = Frame(kind: .result, header: Array("{\"a\":1}".utf8), body: [UInt8](0...255))

    @Test func `a frame cut at any offset comes out whole`() throws {
        let bytes = frame.encoded() + Frame(kind: .progress).encoded()
        for cut in 0...bytes.count {
            var decoder = FrameDecoder(limit: 1024)
            var frames: [Frame] = []
            for piece in [bytes[..<cut], bytes[cut...]] {
                decoder.append(piece)
                while let next = try decoder.next() { frames.append(next) }
            }
            #expect(frames == [frame, Frame(kind: .progress)])
            #expect(!decoder.isInsideFrame)
        }
    }

    @Test func `the wire is as documented`() {
        let bytes = Frame(kind: .failure, header: [7, 8], body: [9]).encoded()
        #expect(bytes == [0, 0, 0, 8, 5, 0, 0, 0, 2, 7, 8, 9])
    }

    @Test func `a length over the limit is refused before its bytes arrive`() throws {
        var decoder = FrameDecoder(limit: 100)
        decoder.append([0, 0, 0, 101])
        #expect(throws: FrameError.tooLong(length: 101, limit: 100)) { try decoder.next() }
    }

    @Test(arguments: [
        ([0, 0, 0, 4, 1, 0, 0, 0], FrameError.malformed),
        ([0, 0, 0, 5, 1, 0, 0, 0, 1], .malformed),
        ([0, 0, 0, 5, 99, 0, 0, 0, 0], .unknownKind(99)),
    ])
    func `lengths and kinds that make no sense are refused`(bytes: [UInt8], error: FrameError) throws {
        var decoder = FrameDecoder(limit: 100)
        decoder.append(bytes)
        #expect(throws: error) { try decoder.next() }
    }

    @Test func `a large body in small pieces comes out as it went in`() throws {
        let large = Frame(
            kind: .request,
            header: [1],
            body: (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
        )
        let bytes = frame.encoded() + large.encoded() + frame.encoded()
        var decoder = FrameDecoder(limit: 1 << 24)
        var frames: [Frame] = []
        for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
            decoder.append(bytes[start..<min(start + 1 << 16, bytes.count)])
            while let next = try decoder.next() { frames.append(next) }
        }
        #expect(frames == [frame, large, frame])
    }
}
