// Requests and replies survive the wire.

import FoundationEssentials
import Testing

@testable import Recognition

struct MessageTests {
    @Test(arguments: [
        EngineReply.ready(EngineIdentity(pipelineRevision: 3, tesseract: "5.3.0", traineddata: ["eng": "00ff"])),
        .progress(0.25),
        .result(
            RecognitionSummary(
                text: "a\n\"b\" ü",
                confidence: 0.9,
                width: 3,
                height: 4,
                wordCount: 2,
                preprocessing: ["grey"],
                durationMilliseconds: 5,
            ),
            pages: [1, 2, 3],
        ),
        .failure(.timeout(milliseconds: 20)),
    ])
    func `a reply comes back as it was sent`(reply: EngineReply) throws {
        var decoder = FrameDecoder(limit: 4096)
        decoder.append(reply.frame.encoded())
        let frame = try #require(try decoder.next())
        #expect(try EngineReply(frame: frame) == reply)
    }

    @Test func `a request comes back as it was sent`() throws {
        let request = Reading.request(.threshold, pageSegmentation: 6, limit: 1234)
        let frame = request.frame(image: [9, 8])
        #expect(try EngineRequest(frame: frame) == request)
        #expect(frame.body == [9, 8])
    }

    @Test func `a header that is not the kind's JSON is refused`() {
        for kind in [FrameKind.ready, .progress, .result, .failure, .request] {
            #expect(throws: FrameError.badHeader) { try EngineReply(frame: Frame(kind: kind, header: [0x5B, 0x5D])) }
        }
        #expect(throws: FrameError.badHeader) { try EngineRequest(frame: Frame(kind: .request, header: [])) }
    }

    @Test func `a box is four numbers in JSON`() throws {
        let box = Box(x: 1, y: 2, width: 3, height: 4)
        #expect(JSON.encode(box) == Array("[1,2,3,4]".utf8))
        #expect(try JSON.decode(Box.self, from: Array("[1,2,3,4]".utf8)) == box)
    }
}
