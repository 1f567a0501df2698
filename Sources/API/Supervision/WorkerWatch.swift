// Watches over the local worker: one that is silent holds jobs, and maybe the database's write lock, for nothing.

import Glibc
import Logging
import Shared

/// Kills a worker that has not shown itself in the store for a lease: stopped, or hung.
struct WorkerWatch: Sendable {
    let store: any JobStore
    let lease: Duration
    let logger: Logger

    /// Works until it is cancelled.
    func killIfSilent(_ worker: ChildProcess) async {
        let start = ContinuousClock.now
        // Twice in a row: after the machine has slept, everybody has been silent for a while.
        var findings = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: min(.seconds(1), lease / 4))
            findings = await isSilent(worker, since: start) ? findings + 1 : 0
            guard findings == 2 else { continue }
            logger.error("worker is silent and gets killed", metadata: ["worker.pid": "\(worker.pid)"])
            worker.send(signal: SIGKILL)
        }
    }

    /// Whether a worker that was started then has to go.
    func isSilent(_ worker: ChildProcess, since start: ContinuousClock.Instant) async -> Bool {
        // Until then the store may mean a former process of that number.
        guard start.duration(to: .now) > lease else { return false }
        do throws(StoreError) {
            let isStopped = ProcessStat(pid: worker.pid)?.isStopped ?? false
            // One that is not known may take its time to load, unless it is stopped.
            guard let silence = try await store.silence(ofProcess: worker.pid) else { return isStopped }
            guard silence > lease else { return false }
            // Whoever holds the write lock silences all workers: only one that is stopped may be the one.
            if !isStopped { try await store.probe() }
            return true
        } catch {
            return false
        }
    }
}
