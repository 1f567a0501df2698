// All requests that wait for jobs.

import Logging
import NIOCore
import NIOPosix
import Shared
import Synchronization

/// Wakes those who wait for jobs.
///
/// What it is told may be late, early or twice; nobody misses a completion, since a waiter is known here before it
/// looks at the table, and the table is polled.
final class JobWaiters: Sendable {
    private struct State {
        var waits: [JobID: [ObjectIdentifier: JobWait]] = [:]
        /// A look at the table has failed, and none has succeeded since.
        var isInDoubt = false
        /// When everyone has to be gone.
        var closing: NIODeadline?
    }

    private let store: any JobStore
    private let logger: Logger
    private let state = Mutex(State())

    init(store: any JobStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// Jobs that someone waits for.
    var count: Int { state.withLock { $0.waits.count } }

    /// Whether somebody may have missed an end, so that a poll is needed whether anything has been committed or not.
    var isInDoubt: Bool { state.withLock(\.isInDoubt) }

    /// Waits until all the jobs are final, the time is up, or the client of the channel has gone.
    func wait(for ids: [JobID], atMost limit: Duration, client: any Channel) async -> JobWait.End {
        let wait = JobWait(for: ids)
        let deadline = add(wait, limit: limit)
        defer { remove(wait) }
        client.watchClient { wait.end(.clientGone) }
        await check(ids)
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(deadline: deadline) { wait.end(.timedOut) }
        defer { timer.cancel() }
        return await wait.value()
    }

    /// Wakes those who wait for these jobs.
    func settle(_ ids: [JobID]) {
        let settled = state.withLock { state in ids.map { ($0, state.waits[$0]) } }
        for (id, waits) in settled { waits?.values.forEach { $0.settle(id) } }
    }

    /// Asks the store about every job that someone waits for.
    func poll() async {
        let ids = state.withLock { state in
            state.isInDoubt = false
            return Array(state.waits.keys)
        }
        if !ids.isEmpty { await check(ids) }
    }

    /// Ends all waits, those to come included, at the end of this time at the latest.
    func close(within time: Duration) {
        let deadline = NIODeadline.now() + TimeAmount(time)
        let all = state.withLock { state in
            state.closing = deadline
            return state.waits.values.flatMap(\.values)
        }
        MultiThreadedEventLoopGroup.singleton.any().scheduleTask(deadline: deadline) {
            all.forEach { $0.end(.timedOut) }
        }
    }

    private func check(_ ids: [JobID]) async {
        do {
            try await settle(apart { [store] () async throws(StoreError) in try await store.settled(among: ids) })
        } catch {
            state.withLock { $0.isInDoubt = true }
            logger.warning("cannot ask for settled jobs", metadata: ["error": "\(error)"])
        }
    }

    private func add(_ wait: JobWait, limit: Duration) -> NIODeadline {
        state.withLock { state in
            for id in wait.ids { state.waits[id, default: [:]][ObjectIdentifier(wait)] = wait }
            let deadline = NIODeadline.now() + TimeAmount(limit)
            return min(deadline, state.closing ?? deadline)
        }
    }

    private func remove(_ wait: JobWait) {
        state.withLock { state in
            for id in wait.ids {
                state.waits[id]?[ObjectIdentifier(wait)] = nil
                if state.waits[id]?.isEmpty == true { state.waits[id] = nil }
            }
        }
    }
}
