// Claims work for slots that are free, and only for those.

import Logging
import Shared
import Synchronization

/// One claim at a time for all slots that wait: many slots that wake at once make one write, not many.
final class Claimer: Sendable {
    private struct State {
        var waiting: [CheckedContinuation<Claim?, Never>] = []
        var isOpen = false
        var isDraining = false
    }

    private let store: any JobStore
    private let worker: WorkerID
    private let lease: Duration
    private let running: RunningClaims
    private let logger: Logger
    private let state = Mutex(State())
    private let wakes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(store: any JobStore, worker: WorkerID, lease: Duration, running: RunningClaims, logger: Logger) {
        self.store = store
        self.worker = worker
        self.lease = lease
        self.running = running
        self.logger = logger
    }

    /// Whether a slot waits for work.
    var isWanted: Bool { state.withLock { !$0.waiting.isEmpty } }

    var isDraining: Bool { state.withLock { $0.isDraining } }

    /// The next claim for a slot that can start on it at once.
    ///
    /// It is in `RunningClaims` already. Nil: there will be none.
    func next() async -> Claim? {
        await withCheckedContinuation { continuation in
            let isDraining = state.withLock { state in
                if !state.isDraining { state.waiting.append(continuation) }
                return state.isDraining
            }
            if isDraining { continuation.resume(returning: nil) } else { wake() }
        }
    }

    /// The worker is registered: claiming may begin.
    func open() {
        state.withLock { $0.isOpen = true }
        wake()
    }

    /// There may be something to claim.
    func wake() { wakes.continuation.yield() }

    /// No claim any more, from now on.
    func drain() {
        let waiting = state.withLock { state in
            state.isDraining = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: nil) }
        wakes.continuation.finish()
    }

    /// Works until it is drained or cancelled.
    func run() async {
        var backOff = BackOff(first: .milliseconds(50), limit: .seconds(5))
        for await _ in wakes.stream {
            do {
                while try await pass() {}
                backOff.reset()
            } catch {
                let wait = backOff.next()
                logger.warning(
                    "work cannot be claimed",
                    metadata: ["store.error": "\(error)", "retry.in": "\(wait)"]
                )
                try? await Task.sleep(for: wait)
                wake()
            }
        }
    }

    /// One claim for all that wait.
    ///
    /// True where there may be more for those who have come to wait since.
    private func pass() async throws(StoreError) -> Bool {
        let wanted = state.withLock { $0.isOpen ? $0.waiting.count : 0 }
        guard wanted > 0 else { return false }
        let claims = try await store.claim(for: worker, limit: wanted, lease: lease)
        for claim in claims { running.add(claim.holding) }
        await handOut(claims)
        return claims.count == wanted
    }

    private func handOut(_ claims: [Claim]) async {
        let (pairs, rest) = state.withLock { state in
            let count = min(claims.count, state.waiting.count)
            let pairs = Array(zip(state.waiting.prefix(count), claims))
            state.waiting.removeFirst(count)
            return (pairs, Array(claims.dropFirst(count)))
        }
        for (continuation, claim) in pairs { continuation.resume(returning: claim) }
        guard !rest.isEmpty else { return }
        // Draining began in the meantime.
        for claim in rest { running.remove(claim.holding) }
        await FinalWrite.run { [store] in try? await store.giveBack(rest) }
        for claim in rest { running.settled(claim.holding) }
    }
}
