// How far everything is.

/// A file that is being read.
struct FileInHand: Sendable, Equatable {
    var name: String
    var since: ContinuousClock.Instant
    var standing = Standing.going
}

/// What came of a file, as far as people are told.
struct ReadSummary: Sendable, Equatable {
    var pages: Int
    var confidence: Double?
}

struct Progress: Sendable {
    let total: Int
    let start: ContinuousClock.Instant
    private(set) var read = 0
    private(set) var failed = 0
    private(set) var pages = 0
    /// By their numbers.
    private(set) var inHand: [Int: FileInHand] = [:]

    init(total: Int, start: ContinuousClock.Instant) {
        (self.total, self.start) = (total, start)
    }

    var ended: Int { read + failed }

    mutating func begin(_ index: Int, _ name: String, at now: ContinuousClock.Instant) {
        inHand[index] = FileInHand(name: name, since: now)
    }

    mutating func stand(_ index: Int, _ standing: Standing) { inHand[index]?.standing = standing }

    /// Returns how long it took.
    mutating func end(_ index: Int, _ summary: ReadSummary?, at now: ContinuousClock.Instant) -> Duration {
        let file = inHand.removeValue(forKey: index)
        if let summary {
            read += 1
            pages += summary.pages
        } else {
            failed += 1
        }
        return file.map { now - $0.since } ?? .zero
    }

    /// Pages a second, with one decimal place.
    func pace(at now: ContinuousClock.Instant) -> String {
        let seconds = (now - start) / .seconds(1)
        let tenths = seconds > 0 ? Int((Double(pages) / seconds * 10).rounded()) : 0
        return "\(tenths / 10).\(tenths % 10) pages/s"
    }

    /// What is waited for, where that is no reading: a pause that is asked for, or a service that is away.
    func obstacle(at now: ContinuousClock.Instant) -> String? {
        let standings = inHand.sorted { $0.key < $1.key }.map(\.value.standing)
        for case .away(let reason) in standings { return "the service is away, trying again: \(reason)" }
        let pauses = standings.compactMap { standing -> (until: ContinuousClock.Instant, reason: String)? in
            if case .paused(let until, let reason) = standing { (until, reason) } else { nil }
        }
        guard let first = pauses.min(by: { $0.until < $1.until }) else { return nil }
        // Rounded up: nobody waits for 0s.
        let left = max(.zero, first.until - now) + .milliseconds(999)
        return "\(first.reason): the service takes more in \(left.age)"
    }
}
