// The three kinds of numbers that are kept.

import CoreMetrics
import Synchronization

protocol MetricSeries: AnyObject, Sendable {
    func samples(_ name: String, _ labels: String) -> [MetricSample]
}

final class CounterSeries: MetricSeries, CounterHandler {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }

    func samples(_ name: String, _ labels: String) -> [MetricSample] {
        [MetricSample(name, labels, Double(count.load(ordering: .relaxed)))]
    }
}

final class GaugeSeries: MetricSeries, MeterHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { increment(by: -amount) }

    func samples(_ name: String, _ labels: String) -> [MetricSample] {
        [MetricSample(name, labels, value.withLock { $0 })]
    }
}

final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    private struct State {
        /// One for each bound, and one for what is above them all.
        var counts: [Int64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    /// - Parameter bounds: The upper ends of the buckets, ascending.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    /// Buckets count all that is not above their bound.
    func samples(_ name: String, _ labels: String) -> [MetricSample] {
        let state = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : labels + ","
        let marks = bounds.map(PrometheusText.number) + ["+Inf"]
        var total: Int64 = 0
        let buckets = zip(marks, state.counts).map { mark, count in
            total += count
            return MetricSample(name + "_bucket", "\(prefix)le=\"\(mark)\"", Double(total))
        }
        return buckets + [
            MetricSample(name + "_sum", labels, state.sum), MetricSample(name + "_count", labels, Double(total)),
        ]
    }
}
