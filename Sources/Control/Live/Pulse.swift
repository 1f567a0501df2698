// When to draw again, and when to stop: a timer and the signals of a terminal.

import Dispatch
import Glibc
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
        let (pulse, queue) = (Pulse(), DispatchQueue(label: "lectorctl.pulse"))
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now(), repeating: interval.dispatchInterval)
        timer.setEventHandler { pulse.continuation.yield() }
        timer.resume()
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGWINCH].map { (number: Int32) in
            let before = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number != SIGWINCH { pulse.ended.store(true, ordering: .relaxed) }
                pulse.continuation.yield()
            }
            source.resume()
            return (number, before, source)
        }
        defer {
            timer.cancel()
            for (number, before, source) in signals {
                source.cancel()
                signal(number, before)
            }
        }
        try await body(pulse)
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval {
        .milliseconds(Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
    }
}
