// A running engine process with all that ties it to this one.

import Glibc
import NIOCore
import Recognition
import Shared
import Synchronization

/// The process, its lifeline, its frames and its output.
///
/// The process ends with the link at the latest.
final class EngineLink: Sendable {
    /// Why we ended the process ourselves.
    enum Ending: Sendable { case asked, overtime }

    /// How long a process that closed its frames may take to be gone.
    private static let endGrace = Duration.seconds(1)

    let frames: EngineFrames
    private let child: ChildProcess
    private let lifeline: Lifeline
    private let output: EngineOutput
    private let ended = Mutex<Ending?>(nil)

    init(child: ChildProcess, lifeline: Lifeline, frames: EngineFrames, output: EngineOutput) {
        self.child = child
        self.lifeline = lifeline
        self.frames = frames
        self.output = output
    }

    var pid: Int32 { child.pid }

    var ending: Ending? { ended.withLock { $0 } }

    var isAlive: Bool { frames.isOpen && ending == nil }

    /// Ends the process with SIGKILL; does not wait.
    ///
    /// The first reason counts.
    func kill(_ reason: Ending) {
        ended.withLock { $0 = $0 ?? reason }
        child.send(signal: SIGKILL)
    }

    func kill(_ reason: Ending, after delay: Duration) -> Scheduled<Void> {
        frames.schedule(after: delay) { [weak self] in self?.kill(reason) }
    }

    /// To be called when the replies have ended: waits until the process is gone, and says how it went.
    func death() async -> EngineDeath {
        let child = child
        let late = frames.schedule(after: Self.endGrace) { child.send(signal: SIGKILL) }
        let status = await child.exitStatus()
        late.cancel()
        return EngineDeath(status: status, lastWords: await output.lastWords())
    }

    /// Returns once the process is gone.
    func end() async {
        kill(.asked)
        _ = await child.exitStatus()
    }
}
