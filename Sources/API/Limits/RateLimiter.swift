// So many requests of one client in so long.

import Shared
import Synchronization

/// Counts requests by client in an exactly sliding window: no stretch of the window's length has more than the quota.
///
/// Refused requests are not counted.
final class RateLimiter: Sendable {
    private let limit: RateLimit
    private let now: @Sendable () -> ContinuousClock.Instant
    private let logs: Mutex<Generations<String, RequestLog>>

    /// What a request is told about its client's quota.
    ///
    /// Times are in seconds, rounded up.
    struct Receipt: Equatable {
        var isAllowed: Bool
        var quota: Int
        var window: Int
        var remaining: Int
        /// Until one more request is allowed than now.
        var reset: Int
    }

    /// - Parameters:
    ///   - limit: the quota and its window.
    ///   - clients: how many are remembered at least; those idle for longest are forgotten first.
    ///   - now: the clock.
    init(
        _ limit: RateLimit,
        clients: Int = 50_000,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.limit = limit
        self.now = now
        logs = Mutex(Generations(limit: clients))
    }

    /// Counts a request, unless it is one too many.
    func charge(_ client: String) -> Receipt {
        let now = now()
        return logs.withLock { logs in
            logs.update(client, default: RequestLog()) { log in
                log.forget(upTo: now - limit.period)
                let isAllowed = log.count < limit.count
                if isAllowed { log.add(now) }
                return Receipt(
                    isAllowed: isAllowed,
                    quota: limit.count,
                    window: limit.period.wholeSeconds,
                    remaining: limit.count - log.count,
                    reset: ((log.oldest ?? now) + limit.period - now).wholeSeconds
                )
            }
        }
    }
}

/// When a client's counted requests came.
///
/// Never longer than the quota.
private struct RequestLog {
    private var times: [ContinuousClock.Instant] = []
    private var start = 0

    var count: Int { times.count - start }
    var oldest: ContinuousClock.Instant? { start < times.count ? times[start] : nil }

    mutating func add(_ time: ContinuousClock.Instant) { times.append(time) }

    mutating func forget(upTo time: ContinuousClock.Instant) {
        while let oldest, oldest <= time { start += 1 }
        // Moved up only now and then, so that a long log costs no more than a short one.
        guard start > times.count / 2 else { return }
        times.removeFirst(start)
        start = 0
    }
}

extension Duration {
    /// Rounded up.
    var wholeSeconds: Int { Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0) }
}
