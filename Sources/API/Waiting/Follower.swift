// One client that follows jobs by server-sent events.

import Shared
import Synchronization

/// Is told that there may be something new; says so once however often it was told.
final class Follower: Sendable {
    let ids: [JobID]
    private let ticks: AsyncStream<Void>
    private let tick: AsyncStream<Void>.Continuation
    private let isStale = Mutex(false)

    init(of ids: [JobID]) {
        self.ids = ids
        (ticks, tick) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    enum Tick {
        /// Look again.
        case news
        /// Nothing new: say that we are still there.
        case silence
    }

    /// Suspends until there is something to do; nil once it is over, also where the task is cancelled.
    func next() async -> Tick? {
        var iterator = ticks.makeAsyncIterator()
        guard await iterator.next() != nil else { return nil }
        let isNews = isStale.withLock { stale in
            defer { stale = false }
            return stale
        }
        return isNews ? .news : .silence
    }

    func tell() {
        isStale.withLock { $0 = true }
        tick.yield()
    }

    /// Has it look again at the next beat: now it could not.
    func lookLater() { isStale.withLock { $0 = true } }

    func beat() { tick.yield() }

    func end() { tick.finish() }
}
