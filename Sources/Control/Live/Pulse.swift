// When to draw again, and when to stop: a timer and the signals of a terminal.

import Dispatch
import Glibc
import Shared
import Synchronization

/// Beats at once, then with every interval, and at a change of the terminal's size; the last time at a signal to end.
final class Pulse: Sendable {
    let beats: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let ended = Atomic(false)

    private init() {
        // Beats that come while a frame is drawn are one.
        (beats, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var isOver: Bool { ended.load(ordering: .relaxed) }

    /// Runs `body` with a pulse; SIGINT, SIGTERM and SIGHUP end the pulse, not the process, meanwhile.
    static func beat(every interval: Duration, _ body: (Pulse) async throws -> Void) async throws {
        let pulse = Pulse()
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "lectorctl.pulse"))
        timer.schedule(deadline: .now(), repeating: .milliseconds(Int(interval.milliseconds)))
        timer.setEventHandler { pulse.continuation.yield() }
        timer.resume()
        defer { timer.cancel() }
        try await Signals.taking([SIGINT, SIGTERM, SIGHUP, SIGWINCH], pulse.take) { try await body(pulse) }
    }

    private func take(_ signal: Int32) {
        if signal != SIGWINCH { ended.store(true, ordering: .relaxed) }
        continuation.yield()
    }
}
