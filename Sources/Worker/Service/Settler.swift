// Writes what became of a claim.

import Logging
import Shared
import Synchronization

/// Brings verdicts into the store.
///
/// The store tells the log of jobs that ended; here it is told of what did not go so.
final class Settler: Sendable {
    private let store: any JobStore
    /// A write is tried for as long as a lease: after that another worker has the claim.
    private let lease: Duration
    private let metrics: WorkerMetrics
    private let logger: Logger
    private let isHurried = Atomic(false)

    init(store: any JobStore, lease: Duration, metrics: WorkerMetrics, logger: Logger) {
        self.store = store
        self.lease = lease
        self.metrics = metrics
        self.logger = logger
    }

    /// From now on a write that the store cannot take is not tried again.
    func hurry() { isHurried.store(true, ordering: .relaxed) }

    /// Returns once the verdict is written, refused, or given up.
    ///
    /// Works also in a cancelled task.
    func settle(_ claim: Claim, _ verdict: Verdict, took: Duration) async {
        if case .discard = verdict { return log(claim, verdict, .unneeded, took) }
        let fate = await FinalWrite.run { await self.write(claim, verdict) }
        switch (fate, verdict) {
        case (.refused, _): metrics.discarded.increment()
        case (.written, .succeed(let outcome)): metrics.read(outcome.result)
        default: break
        }
        log(claim, verdict, fate, took)
    }

    private enum Fate: Sendable {
        case written
        case unneeded
        /// The claim was lost; nothing was changed.
        case refused
        /// The store could not be reached in time.
        case unwritten
    }

    private func write(_ claim: Claim, _ verdict: Verdict) async -> Fate {
        let deadline = ContinuousClock.now + lease
        var backOff = BackOff(first: .milliseconds(50), limit: .milliseconds(500))
        while true {
            do {
                return try await writeOnce(claim, verdict) ? .written : .refused
            } catch {
                logger.warning(
                    "an outcome cannot be written",
                    metadata: ["job.recognition": "\(claim.recognition)", "store.error": "\(error)"]
                )
            }
            let isLast = isHurried.load(ordering: .relaxed) || ContinuousClock.now >= deadline
            guard !isLast else { return .unwritten }
            try? await Task.sleep(for: backOff.next())
        }
    }

    /// False: the claim was lost.
    private func writeOnce(_ claim: Claim, _ verdict: Verdict) async throws(StoreError) -> Bool {
        switch verdict {
        case .succeed(let outcome): return try await store.finish(claim, with: outcome)
        case .fail(let failure): return try await store.fail(claim, failure, retryIn: nil)
        case .retry(let failure, let delay): return try await store.fail(claim, failure, retryIn: delay)
        case .giveBack:
            try await store.giveBack([claim])
            return true
        case .discard: return false
        }
    }

    private func log(_ claim: Claim, _ verdict: Verdict, _ fate: Fate, _ took: Duration) {
        var metadata: Logger.Metadata = [
            "job.recognition": "\(claim.recognition)",
            "job.attempt": "\(claim.attempt)",
            "job.duration_ms": "\(took.milliseconds)",
            "job.verdict": "\(verdict.name)",
        ]
        if let failure = verdict.failure { metadata["job.code"] = "\(failure.code.rawValue)" }
        if case .retry(_, let delay) = verdict { metadata["retry.in_ms"] = "\(delay.milliseconds)" }
        switch fate {
        case .written: logger.debug("recognition done", metadata: metadata)
        case .unneeded: logger.info("recognition stopped", metadata: metadata)
        case .refused: logger.notice("claim lost, outcome discarded", metadata: metadata)
        case .unwritten: logger.error("outcome given up", metadata: metadata)
        }
    }
}

extension Verdict {
    fileprivate var name: String {
        switch self {
        case .succeed: "succeeded"
        case .fail: "failed"
        case .retry: "delayed"
        case .giveBack: "given_back"
        case .discard: "discarded"
        }
    }

    fileprivate var failure: JobFailure? {
        switch self {
        case .fail(let failure), .retry(let failure, _): failure
        case .succeed, .giveBack, .discard: nil
        }
    }
}
