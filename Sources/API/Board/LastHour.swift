// The last hour, minute by minute.

import FoundationEssentials
import Shared
import Synchronization

/// What ended in a minute, and how long it had taken.
struct MinuteFigures: Sendable, Equatable {
    struct Spread: Sendable, Equatable {
        var median: Duration
        /// The 95th percentile.
        var high: Duration

        /// Nil for none.
        init?(_ times: [Duration]) {
            guard !times.isEmpty else { return nil }
            let sorted = times.sorted()
            median = sorted[sorted.count / 2]
            high = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
        }
    }

    var start: Date
    var ended: [JobState: Int]
    var wait: Spread?
    var run: Spread?

    init(start: Date, _ endings: JobEndings) {
        self.start = start
        ended = endings.counts
        wait = Spread(endings.waits)
        run = Spread(endings.runs)
    }
}

/// Remembers the minutes that are over, so that only the newest are asked for again.
final class LastHour: Sendable {
    private static let minutes = 60
    /// Jobs of one minute whose times are looked at.
    private static let sample = 10_000

    private let store: any OperatorStore
    private let past = Mutex<[Int: MinuteFigures]>([:])

    init(store: any OperatorStore) { self.store = store }

    /// The oldest first; the newest is not over.
    func figures(now: Date) async throws(StoreError) -> [MinuteFigures] {
        let current = Int(now.timeIntervalSince1970) / 60
        var figures: [MinuteFigures] = []
        for minute in (current - Self.minutes + 1)...current {
            if let known = past.withLock({ $0[minute] }) {
                figures.append(known)
                continue
            }
            let start = Date(timeIntervalSince1970: Double(minute * 60))
            let endings = try await store.endings(from: start, to: start + 60, sample: Self.sample)
            figures.append(MinuteFigures(start: start, endings))
        }
        keep(figures, current: current)
        return figures
    }

    /// A commit may be late by as long as a write waits for its turn: the minute before is not taken for over yet.
    private func keep(_ figures: [MinuteFigures], current: Int) {
        past.withLock { past in
            past = [:]
            for minute in figures {
                let number = Int(minute.start.timeIntervalSince1970) / 60
                if number < current - 1 { past[number] = minute }
            }
        }
    }
}
