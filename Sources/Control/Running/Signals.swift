// Signals that a command takes for itself while it runs.

import Dispatch
import Glibc
import Synchronization

enum Signals {
    /// Runs `body`; meanwhile a signal is given to `receive`, on a queue, and does nothing else.
    ///
    /// One that was ignored before stays ignored: `nohup` and shells want it so for what runs in the background.
    /// Afterwards each does again what it did before.
    static func taking(
        _ numbers: [Int32],
        _ receive: @escaping @Sendable (Int32) -> Void,
        during body: () async throws -> Void
    ) async throws {
        let queue = DispatchQueue(label: "lectorctl.signals")
        let taken = numbers.compactMap { number in TakenSignal(number, queue) { receive(number) } }
        for signal in taken { await signal.start() }
        defer { for signal in taken { signal.giveBack() } }
        try await body()
    }
}

/// A signal that has a source of events in place of its effect.
private struct TakenSignal {
    private let number: Int32
    private let before: sigaction
    private let source: any DispatchSourceSignal

    /// How Dispatch listens to a signal, which it arranges once in the life of a process.
    private static let listeners = Mutex<[Int32: sigaction]>([:])

    /// Nil where the signal is ignored.
    init?(_ number: Int32, _ queue: DispatchQueue, _ receive: @escaping @Sendable () -> Void) {
        before = sigaction(of: number)
        guard before.handler != unsafeBitCast(SIG_IGN, to: Int.self) else { return nil }
        self.number = number
        source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: receive)
    }

    /// Returns once the source listens: given back earlier, the signal would be taken later.
    func start() async {
        await withCheckedContinuation { continuation in
            source.setRegistrationHandler { continuation.resume() }
            source.resume()
        }
        let now = sigaction(of: number)
        Self.listeners.withLock { listeners in
            if now.handler != before.handler {
                listeners[number] = now
            } else if var listener = listeners[number] {
                sigaction(number, &listener, nil)
            }
        }
    }

    func giveBack() {
        source.cancel()
        var before = before
        sigaction(number, &before, nil)
    }
}

extension sigaction {
    /// What a signal does now.
    fileprivate init(of number: Int32) {
        self.init()
        sigaction(number, nil, &self)
    }

    /// To compare: functions cannot be, and SIG_IGN is none.
    fileprivate var handler: Int { unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) }
}
