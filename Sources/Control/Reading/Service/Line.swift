// What all requests together know of the service: whether it can be reached, and when it takes work again.

import Shared

actor Line {
    private let patience: Patience
    private let now: @Sendable () -> ContinuousClock.Instant
    private var isKnown = false
    /// Since when no request at all got through.
    private var downSince: ContinuousClock.Instant?
    private var opensAt: ContinuousClock.Instant?

    init(_ patience: Patience, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        (self.patience, self.now) = (patience, now)
    }

    /// The service answered.
    func answered() { (isKnown, downSince) = (true, nil) }

    /// Whether one more try makes sense for a request that has not got through since then.
    ///
    /// It does not where this request was lost for too long, whatever became of others, nor where all were: what comes
    /// next needs not wait as long again.
    ///
    /// - Throws: `Failure` where the service never answered: that is the end of all; `ReadFailure` where it is away for
    ///   too long.
    func lost(_ reason: String, since: ContinuousClock.Instant, at address: ServiceAddress) throws {
        let downSince = downSince ?? now()
        self.downSince = downSince
        let text = "\(address.text) cannot be reached: \(reason)"
        let limit = isKnown ? patience.outage : patience.firstContact
        guard now() - min(since, downSince) >= limit else { return }
        throw isKnown ? ReadFailure.unreachable(text) : Failure(Failure.unavailable, text)
    }

    /// The service takes no more work for so long.
    func close(for pause: Duration) { opensAt = max(opensAt ?? now(), now() + pause) }

    /// When work may be sent; nil: now.
    var opening: ContinuousClock.Instant? { opensAt.flatMap { $0 > now() ? $0 : nil } }
}
