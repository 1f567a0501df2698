// Waits that grow.

/// Doubles from `first` to `limit`, each shortened by up to a half, so that those who failed together do not come back
/// together (*equal jitter*).
package struct BackOff: Sendable, Equatable {
    package var first: Duration
    package var limit: Duration
    package private(set) var failures = 0

    package init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    /// The wait after one more failure.
    package mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        failures += 1
        return wait(afterFailure: failures, using: &generator)
    }

    package mutating func next() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return next(using: &generator)
    }

    package mutating func reset() { failures = 0 }

    /// The wait after the `number`-th failure, from 1 on.
    package func wait(afterFailure number: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(number - 1, 0), 40)
        let whole = min(first * Int64(1 << doublings), limit)
        // 53 random bits, as a fraction of 1.
        let fraction = Double(generator.next() >> 11) / Double(UInt64(1) << 53)
        return whole * (0.5 + fraction / 2)
    }
}
