// How long to wait before something is started again.

/// Doubles from one failure to the next, and begins anew after a long life.
struct Backoff {
    private static let shortest = Duration.milliseconds(100)
    private static let longest = Duration.seconds(10)

    private var next = shortest

    /// The life is how long that had lived which is to be started again.
    mutating func pause(after life: Duration) -> Duration {
        if life >= Self.longest { next = Self.shortest }
        defer { next = min(next * 2, Self.longest) }
        return next
    }
}
