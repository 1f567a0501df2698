import HTTPTypes
import Shared
import Synchronization
import Testing

@testable import API

/// A clock that stands still until it is told to go on.
final class ManualClock: Sendable {
    private let time = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}

struct RateLimiterTests {
    private let clock = ManualClock()

    private func limiter(_ count: Int = 3, clients: Int = 100) -> RateLimiter {
        RateLimiter(RateLimit(count: count, period: .seconds(60)), clients: clients) { [clock] in clock.now }
    }

    @Test func `one request too many is refused, with the time until the next is allowed`() {
        let limiter = limiter()
        for left in [2, 1, 0] {
            #expect(limiter.charge("a") == receipt(true, remaining: left, reset: 60 - (2 - left) * 10))
            clock.advance(by: .seconds(10))
        }
        #expect(limiter.charge("a") == receipt(false, remaining: 0, reset: 30))
    }

    @Test func `the window slides`() {
        let limiter = limiter()
        for _ in 0..<3 {
            _ = limiter.charge("a")
            clock.advance(by: .seconds(10))
        }
        clock.advance(by: .seconds(30))
        #expect(limiter.charge("a").isAllowed)
        #expect(!limiter.charge("a").isAllowed)
        clock.advance(by: .seconds(10))
        #expect(limiter.charge("a").isAllowed)
        #expect(!limiter.charge("a").isAllowed)
    }

    @Test func `no stretch of the window's length has more than the quota`() {
        let limiter = limiter(10)
        var random = SplitMix(state: 3)
        var allowed: [ContinuousClock.Instant] = []
        for _ in 0..<2_000 {
            clock.advance(by: .milliseconds(Int.random(in: 0...8_000, using: &random)))
            if limiter.charge("a").isAllowed { allowed.append(clock.now) }
        }
        for (first, eleventh) in zip(allowed, allowed.dropFirst(10)) {
            #expect(first.duration(to: eleventh) >= .seconds(60))
        }
        #expect(allowed.count > 100)
    }

    @Test func `refused requests are not counted`() {
        let limiter = limiter(1)
        _ = limiter.charge("a")
        for _ in 0..<59 {
            clock.advance(by: .seconds(1))
            #expect(!limiter.charge("a").isAllowed)
        }
        clock.advance(by: .seconds(1))
        #expect(limiter.charge("a").isAllowed)
    }

    @Test func `each client has a quota of its own`() {
        let limiter = limiter(1)
        #expect(limiter.charge("a").isAllowed)
        #expect(limiter.charge("b").isAllowed)
        #expect(!limiter.charge("a").isAllowed)
    }

    @Test func `as many clients as promised are remembered, whoever else comes`() {
        let limiter = limiter(1, clients: 10)
        for client in 0..<10 { #expect(limiter.charge("\(client)").isAllowed) }
        for client in 0..<10 { #expect(!limiter.charge("\(client)").isAllowed) }
    }

    @Test func `the fields are those of the draft`() {
        let fields = receipt(true, remaining: 9, reset: 42).fields
        #expect(fields[.rateLimitPolicy] == #""default";q=3;w=60"#)
        #expect(fields[.rateLimit] == #""default";r=9;t=42"#)
    }

    private func receipt(_ isAllowed: Bool, remaining: Int, reset: Int) -> RateLimiter.Receipt {
        RateLimiter.Receipt(isAllowed: isAllowed, quota: 3, window: 60, remaining: remaining, reset: reset)
    }
}
