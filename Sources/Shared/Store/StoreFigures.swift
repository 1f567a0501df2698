// What a store tells of itself in numbers.

/// The figures of the whole service, whichever process asks.
package struct StoreFigures: Sendable, Equatable {
    /// How many jobs have ended so since the store was made.
    package struct Ending: Sendable, Equatable {
        package var state: String
        /// Empty where it did not fail.
        package var code: String
        package var jobs: Int64

        package init(state: String, code: String, jobs: Int64) {
            (self.state, self.code, self.jobs) = (state, code, jobs)
        }
    }

    package var summary: QueueSummary
    /// The age of the oldest job in each state that is not final; zero where there is none.
    package var oldest: [JobState: Duration]
    package var endings: [Ending]
    /// What all workers have counted.
    package var totals: [MetricSample]
    package var databaseBytes: Int64

    package init(
        summary: QueueSummary,
        oldest: [JobState: Duration],
        endings: [Ending],
        totals: [MetricSample],
        databaseBytes: Int64
    ) {
        self.summary = summary
        self.oldest = oldest
        self.endings = endings
        self.totals = totals
        self.databaseBytes = databaseBytes
    }
}

extension StoreFigures {
    /// Every way in which a job may end: a series that is not there before the first of its kind would hide that one from
    /// whoever asks for an increase.
    private static let ends =
        [(JobState.succeeded.rawValue, ""), (JobState.cancelled.rawValue, "")]
        + FailureCode.allCases.map { (JobState.failed.rawValue, $0.rawValue) }

    package var samples: [MetricSample] {
        let states = JobState.allCases.map { state in
            MetricSample(.jobs, [("state", state.rawValue)], Double(summary.jobs[state] ?? 0))
        }
        let ages = [JobState.queued, .delayed, .running].map { state in
            MetricSample(.oldestJob, [("state", state.rawValue)], (oldest[state] ?? .zero).inSeconds)
        }
        let endings = Self.ends.map { state, code in
            let jobs = self.endings.first { $0.state == state && $0.code == code }?.jobs ?? 0
            return MetricSample(.jobsEnded, [("state", state), ("error_code", code)], Double(jobs))
        }
        return states + ages + endings + [
            MetricSample(.queuePaused, summary.isPaused ? 1 : 0),
            MetricSample(.clientsWaiting, Double(summary.clientsWaiting)),
            MetricSample(.workers, Double(summary.workersAlive)),
            MetricSample(.slots, Double(summary.slots)),
            MetricSample(.logSize, Double(summary.logBytes)),
            MetricSample(.databaseSize, Double(databaseBytes)),
        ] + totals
    }
}
