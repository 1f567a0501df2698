// Whether and when a recognition is tried again.

import Shared
import Testing

@testable import Worker

/// Always the same number: 0 yields the shortest jitter, `UInt64.max` nearly the longest.
struct FixedGenerator: RandomNumberGenerator {
    var value: UInt64
    mutating func next() -> UInt64 { value }
}

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 3)
    private let ended = PageOutcome.failed(.processEnded, isRetryable: true)

    private func verdict(_ outcome: PageOutcome, attempt: Int = 1, stop: StopReason? = nil) -> Verdict {
        var generator = FixedGenerator(value: 0)
        return policy.verdict(on: outcome, attempt: attempt, stop: stop, using: &generator)
    }

    @Test func `waits double up to their limit`() {
        var generator = FixedGenerator(value: .max)
        let backOff = BackOff(first: .seconds(1), limit: .seconds(60))
        let waits = (1...8).map { backOff.wait(afterFailure: $0, using: &generator).seconds.rounded() }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60])
    }

    @Test func `jitter takes away at most a half`() {
        var least = FixedGenerator(value: 0)
        let backOff = BackOff(first: .seconds(1), limit: .seconds(60))
        #expect(backOff.wait(afterFailure: 1, using: &least) == .milliseconds(500))
        #expect(backOff.wait(afterFailure: 100, using: &least) == .seconds(30))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let wait = backOff.wait(afterFailure: 3, using: &generator)
            #expect(wait >= .seconds(2) && wait <= .seconds(4))
        }
    }

    @Test func `a success begins the waits anew`() {
        var backOff = BackOff(first: .milliseconds(100), limit: .seconds(10))
        var generator = FixedGenerator(value: 0)
        _ = backOff.next(using: &generator)
        #expect(backOff.next(using: &generator) == .milliseconds(100))
        backOff.reset()
        #expect(backOff.next(using: &generator) == .milliseconds(50))
    }

    @Test func `what may pass is tried again until its attempts are used up`() {
        guard case .retry(.processEnded, let first) = verdict(ended, attempt: 1),
            case .retry(_, let second) = verdict(ended, attempt: 2)
        else { Issue.record("not tried again"); return }
        #expect(first == .milliseconds(500))
        #expect(second == .seconds(1))
        guard case .fail(.processEnded) = verdict(ended, attempt: 3) else { Issue.record("tried too often"); return }
    }

    @Test func `what will not pass fails at once`() {
        let failure = JobFailure(.outOfMemory, "no")
        guard case .fail(failure) = verdict(.failed(failure, isRetryable: false)) else {
            Issue.record("not failed")
            return
        }
    }

    @Test func `a killed page goes by why it was killed`() {
        guard case .discard = verdict(.killed, stop: .lost) else { Issue.record("lost"); return }
        guard case .giveBack = verdict(.killed, stop: .shutdown) else { Issue.record("shutdown"); return }
        guard case .retry(.processEnded, _) = verdict(.killed) else { Issue.record("nobody's doing"); return }
    }
}

extension Duration {
    var seconds: Double { Double(milliseconds) / 1000 }
}
