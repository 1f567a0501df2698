// Whether a recognition that failed is tried again, and when.

import Shared

struct RetryPolicy: Sendable {
    /// How often a recognition is tried in all.
    var attempts: Int
    var backOff = BackOff(first: .seconds(1), limit: .seconds(60))

    /// The wait before the next attempt; nil where the one that failed, counted from 1 on, was the last.
    func wait(afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration? {
        attempt < attempts ? backOff.wait(afterFailure: attempt, using: &generator) : nil
    }
}

/// What is to be written of a claim.
enum Verdict: Sendable {
    case succeed(Outcome)
    case fail(JobFailure)
    case retry(JobFailure, after: Duration)
    case giveBack
    /// It is not ours any more: nothing.
    case discard
}

extension RetryPolicy {
    /// Decides what becomes of a claim that ended so, or was stopped.
    func verdict(
        on outcome: PageOutcome,
        attempt: Int,
        stop: StopReason?,
        using generator: inout some RandomNumberGenerator
    ) -> Verdict {
        switch outcome {
        case .read(let outcome): return .succeed(outcome)
        case .failed(let failure, isRetryable: false): return .fail(failure)
        case .failed(let failure, isRetryable: true):
            return retry(failure, attempt: attempt, using: &generator)
        case .killed:
            switch stop {
            case .lost: return .discard
            case .shutdown: return .giveBack
            case nil: return retry(.processEnded, attempt: attempt, using: &generator)
            }
        }
    }

    private func retry(
        _ failure: JobFailure,
        attempt: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Verdict {
        let wait = wait(afterAttempt: attempt, using: &generator)
        return wait.map { .retry(failure, after: $0) } ?? .fail(failure)
    }
}
