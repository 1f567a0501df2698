// What a worker counts.

import CoreMetrics
import Shared

struct WorkerMetrics: Sendable {
    /// Outcomes of claims that were lost.
    let discarded: Counter
    private let pages: Counter
    private let characters: Counter
    private let recognition: CoreMetrics.Timer
    private let wait: CoreMetrics.Timer
    private let starts: [EngineStartReason: Counter]

    /// All series are there from the start, at zero.
    init(_ factory: any MetricsFactory) {
        discarded = MetricFamily.discardedWrites.counter(in: factory)
        pages = MetricFamily.pages.counter(in: factory)
        characters = MetricFamily.characters.counter(in: factory)
        recognition = MetricFamily.recognitionDuration.timer(in: factory)
        wait = MetricFamily.queueWait.timer(in: factory)
        let counters = EngineStartReason.allCases.map { reason in
            (reason, MetricFamily.engineStarts.counter([("reason", reason.rawValue)], in: factory))
        }
        starts = Dictionary(uniqueKeysWithValues: counters)
    }

    /// An image was read, and its result is in the store.
    func read(_ result: RecognitionResult) {
        pages.increment(by: max(1, result.pages.count))
        characters.increment(by: result.text.unicodeScalars.count)
        recognition.recordNanoseconds(result.duration.nanoseconds)
    }

    func waited(_ time: Duration) { wait.recordNanoseconds(time.nanoseconds) }

    func engineStarted(_ reason: EngineStartReason) { starts[reason]?.increment() }
}
