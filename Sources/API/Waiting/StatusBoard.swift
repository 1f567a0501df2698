// What the store said last about workers and queue.

import Shared
import Synchronization

/// The newest status, kept in memory: every request needs it.
final class StatusBoard: Sendable {
    private let store: any JobStore
    private let current = Mutex<StoreStatus?>(nil)

    init(store: any JobStore) { self.store = store }

    /// Nil before the store has answered for the first time.
    var status: StoreStatus? { current.withLock { $0 } }

    /// Asks the store.
    @discardableResult
    func refresh() async throws(StoreError) -> StoreStatus {
        let status = try await store.status()
        current.withLock { $0 = status }
        return status
    }

    /// How long it takes to work off so many recognitions, in whole seconds from one to ten minutes.
    func time(for count: Int) -> Duration {
        guard let status, let each = status.serviceTime else { return .seconds(1) }
        let seconds = (each * count / max(1, status.slots)).wholeSeconds
        return .seconds(min(max(seconds, 1), 600))
    }

    /// How long it takes to work off all that waits.
    var backlog: Duration { time(for: status?.waiting ?? 0) }
}
