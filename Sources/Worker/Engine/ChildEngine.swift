// An engine in a child process.

import Logging
import NIOCore
import Recognition
import Shared

/// Reads images in a process of its own, so that whatever happens there ends one attempt and nothing else.
struct ChildEngine: RecognitionEngine {
    struct Limits: Sendable {
        /// The engine stops itself after this.
        var run: Duration
        /// Where it does not, it is killed after this much more.
        var grace = Duration.seconds(2)
        /// Pixels of one image.
        var pixels: Int
    }

    let languages: [String]
    let identity: RecognitionIdentity
    let limits: Limits
    let link: EngineLink
    let logger: Logger

    var isAlive: Bool { link.isAlive }

    var residentMemory: Int? { ResidentMemory.bytes(of: link.pid) }

    func recognize(
        _ image: [UInt8],
        options: Shared.RecognitionOptions,
        progress: @Sendable (Double) -> Void
    ) async -> PageOutcome {
        let request = EngineRequest(
            options: Recognition.RecognitionOptions(options, pixelLimit: limits.pixels),
            runLimitMilliseconds: Int(limits.run.milliseconds)
        )
        let overtime = link.kill(.overtime, after: limits.run + limits.grace)
        defer { overtime.cancel() }
        link.frames.send(request.frame(image: image))
        for await reply in link.frames.replies {
            switch reply {
            case .ready: continue
            case .progress(let fraction): progress(fraction)
            case .failure(let failure): return PageOutcome(failure)
            case .result(let summary, let pages):
                return .read(Outcome(result: RecognitionResult(summary), pages: pages, identity: identity))
            }
        }
        return await outcomeOfEnd()
    }

    func kill() { link.kill(.asked) }

    func retire() async { await link.end() }

    private func outcomeOfEnd() async -> PageOutcome {
        if Task.isCancelled { link.kill(.asked) }
        let death = await link.death()
        switch link.ending {
        case .asked: return .killed
        case .overtime: return .overtime(limits.run)
        case nil:
            logger.warning("engine ended unexpectedly", metadata: ["engine.end": "\(death)"])
            return PageOutcome(death)
        }
    }
}
