// Keeps the worker's leases, and notices what it has lost.

import Logging
import Shared

/// One heartbeat for all slots.
struct LeaseKeeper: Sendable {
    /// At least this often the worker looks whether what it runs is still its own.
    static let longestTick = Duration.seconds(1)

    let store: any JobStore
    let worker: WorkerID
    let lease: Duration
    let running: RunningClaims
    let logger: Logger

    private let pokes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(store: any JobStore, worker: WorkerID, lease: Duration, running: RunningClaims, logger: Logger) {
        self.store = store
        self.worker = worker
        self.lease = lease
        self.running = running
        self.logger = logger
    }

    private var tick: Duration { min(Self.longestTick, lease / 6) }

    /// Has the claims checked at once.
    func check() { pokes.continuation.yield() }

    /// Works until it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: tick)
                    check()
                }
            }
            var beat = Beat(interval: lease / 3)
            for await _ in pokes.stream { await pass(&beat) }
            group.cancelAll()
        }
    }

    /// Renews where it is time, writes progress where there is some, and stops what is not held any more.
    func pass(_ beat: inout Beat) async {
        // What is claimed after this was not yet in the store when it is asked: it must not count as lost.
        let mine = running.holdings
        let now = ContinuousClock.now
        let progress = beat.mayWriteProgress(at: now) ? running.takeProgress() : []
        let renews = !progress.isEmpty || beat.isDue(at: now)
        guard renews || !mine.isEmpty else { return }
        do throws(StoreError) {
            let held =
                renews
                ? try await store.renew(running.renewable, for: worker, lease: lease, progress: progress)
                : try await store.holdings(of: worker)
            if renews { beat.renewed(at: now) }
            running.stop(mine.subtracting(held), .lost)
        } catch {
            logger.warning("leases cannot be checked", metadata: ["store.error": "\(error)"])
        }
    }
}

/// When leases are to be renewed.
struct Beat {
    private let interval: Duration
    private var last: ContinuousClock.Instant?

    init(interval: Duration) { self.interval = interval }

    func isDue(at now: ContinuousClock.Instant) -> Bool { last.map { now - $0 >= interval } ?? true }

    /// Progress goes with a renewal; more than one a second is not worth its write.
    func mayWriteProgress(at now: ContinuousClock.Instant) -> Bool {
        last.map { now - $0 >= min(.seconds(1), interval) } ?? true
    }

    mutating func renewed(at now: ContinuousClock.Instant) { last = now }
}
