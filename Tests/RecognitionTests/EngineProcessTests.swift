// The engine as a process: it answers, it ends when it should, and running out of memory ends in a way that tells.

import CLeptonica
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Recognition

/// Tests that wait for a process's end are not to be off the pool: there is one thread for all of those, and it would wait
/// for itself.
@Suite struct EngineProcessTests {
    @Test(.offThePool) func `requests are answered in turn until the frames end`() throws {
        let (ours, theirs) = try descriptors()
        defer { for descriptor in [ours, theirs] { close(descriptor) } }
        let image = Drawing.png(Drawing.page())
        var client = FrameChannel(descriptor: ours, limit: 1 << 20)
        try client.send(Reading.request().frame(image: image))
        try client.send(Reading.request().frame(image: [1, 2, 3]))
        shutdown(ours, Int32(SHUT_WR))

        var server = FrameChannel(descriptor: theirs, limit: 1 << 20)
        try EngineProcess.serve(&server, with: Reading.recognizer())
        shutdown(theirs, Int32(SHUT_WR))

        var replies: [EngineReply] = []
        while let frame = try client.receive() { replies.append(try EngineReply(frame: frame)) }
        #expect(replies.count == 3)
        guard case .ready = replies.first, case .result(let summary, _) = replies.dropFirst().first else {
            Issue.record("\(replies)")
            return
        }
        #expect(summary.text == Drawing.sentence)
        #expect(
            replies.last
                == .failure(.invalidImage("The file is no image of a format that is read, or its header is damaged."))
        )
    }

    @Test func `a stream that ends inside a frame is an error`() throws {
        let (ours, theirs) = try descriptors()
        defer { close(theirs) }
        _ = write(ours, [0, 0, 0, 9, 1] as [UInt8], 5)
        close(ours)
        var channel = FrameChannel(descriptor: theirs, limit: 100)
        #expect(throws: FrameError.endInsideFrame) { try channel.receive() }
    }

    @Test func `the end of the frames ends the process well`() async {
        await #expect(processExitsWith: .exitCode(EngineExit.success)) {
            let (ours, theirs) = try descriptors()
            let (_, lifeline) = try descriptors()
            shutdown(ours, Int32(SHUT_WR))
            EngineProcess.run(languages: ["eng"], frames: theirs, lifeline: lifeline)
        }
    }

    @Test func `the end of the lifeline ends a process whose frames stay open`() async {
        await #expect(processExitsWith: .exitCode(EngineExit.orphaned)) {
            let (_, theirs) = try descriptors()
            let (worker, lifeline) = try descriptors()
            close(worker)
            // Nothing comes on the frames, and nobody closes them.
            EngineProcess.run(languages: ["eng"], frames: theirs, lifeline: lifeline)
        }
    }

    @Test func `languages that cannot be loaded end the process`() async {
        await #expect(processExitsWith: .exitCode(EngineExit.notLoaded)) {
            let (_, theirs) = try descriptors()
            let (_, lifeline) = try descriptors()
            EngineProcess.run(languages: ["tlh"], frames: theirs, lifeline: lifeline)
        }
    }

    @Test(.disabled(if: Sanitizer.isOn, "the sanitizer's own memory is over any limit"))
    func `no memory for the pixels is its own failure and the engine lives`() async {
        await #expect(processExitsWith: .success) {
            let (image, small) = (Drawing.png(Drawing.blank(width: 12_000, height: 8000)), Drawing.png(Drawing.page()))
            let recognizer = try Reading.recognizer()
            PixMemory.install()
            // Beyond what this process, with all tests in it, has already: less than the large image's 96 MB.
            ProcessLimits.limit(memory: try #require(dataInUse()) + (80 << 20))
            precondition(recognizer.code(of: image) == .outOfMemory)
            precondition(recognizer.code(of: small) == nil)
        }
    }

    @Test(.disabled(if: Sanitizer.isOn, "the sanitizer's own memory is over any limit"))
    func `no memory for Tesseract ends the process and says so`() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let image = Drawing.bigPage()
            let tesseract = try Tesseract(languages: ["eng"], folder: Traineddata.folder())
            PixMemory.install()
            // Less than is in use: what Tesseract asks for beyond it is refused.
            ProcessLimits.limit(memory: 1 << 20)
            let deadline = ContinuousClock.now + .seconds(60)
            _ = try tesseract.read(image, pageSegmentation: 3, deadline: deadline, progress: { _ in })
            preconditionFailure("read in spite of the limit")
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        let told =
            result?.exitStatus == .exitCode(EngineExit.outOfMemory) || message.contains(EngineExit.standardErrorMark)
        #expect(told, "\(String(describing: result?.exitStatus)): \(message)")
    }
}

extension Recognizer {
    fileprivate borrowing func code(of image: [UInt8]) -> RecognitionFailure.Code? {
        guard case .failure(let failure) = reply(to: Reading.request(), image: image, progress: { _ in }) else {
            return nil
        }
        return failure.code
    }
}

/// Bytes that count towards `RLIMIT_DATA` (`VmData` in `proc(5)`).
private func dataInUse() -> UInt64? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmData:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { UInt64($0) }.map { $0 * 1024 }
}

/// Two ends of a socket pair.
private func descriptors() throws -> (Int32, Int32) {
    var pair: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    return (pair[0], pair[1])
}
