// How the time between SIGTERM and the end is spent.

import ServiceLifecycle
import Shared

/// `LECTOR_SHUTDOWN_TIMEOUT` in two parts: requests are answered in the first, the worker comes to its end in the second.
struct ShutdownBudget {
    let requests: Duration
    let worker: Duration

    init(_ total: Duration) {
        worker = min(max(total / 4, .seconds(1)), total / 2)
        requests = total - worker
    }
}

/// The first to learn of a shutdown: has new work refused, and those who wait get what there is in good time.
///
/// The server goes on, and refuses, until the last of them is answered: it is told to stop once this returns.
struct Draining: Service {
    let shutdown: ShutdownState
    let waiters: JobWaiters
    let followers: Followers
    /// How long work is still taken, while `/ready` says that this server goes.
    let delay: Duration
    /// From then on until all requests are to be answered.
    let time: Duration

    func run() async throws {
        try? await gracefulShutdown()
        ServiceManager.tell(.stopping)
        shutdown.announce()
        try? await Task.sleep(for: delay)
        shutdown.set()
        waiters.close(within: time)
        followers.close()
        let end = ContinuousClock.now + time
        // Followers come back as soon as they are sent away, and one that does not read stays: neither holds it up.
        while waiters.count + followers.count > 0, ContinuousClock.now < end, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}
