// Where this process counts: what swift-metrics' counters, recorders and timers are made of.

package import CoreMetrics
import Synchronization

/// Makes series of the metrics in the catalogue and keeps them as long as it lives.
///
/// The same name and labels are the same series. A name that is not in the catalogue gets a handler that counts nothing.
package final class MetricRegistry: MetricsFactory {
    private struct Key: Hashable {
        var name: String
        var labels: String
    }

    private struct State {
        var series: [Key: any MetricSeries] = [:]
        /// In the order in which they were made.
        var keys: [Key] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, CounterSeries.init) ?? NOOPMetricsHandler.instance
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, GaugeSeries.init) ?? NOOPMetricsHandler.instance
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        histogram(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    // Series stay: a counter that begins anew would look like a restart.
    package func destroyCounter(_: any CounterHandler) {}
    package func destroyMeter(_: any MeterHandler) {}
    package func destroyRecorder(_: any RecorderHandler) {}
    package func destroyTimer(_: any TimerHandler) {}

    /// How all series stand, those of one metric in the order in which they were made.
    package func samples() -> [MetricSample] {
        let all = state.withLock { state in state.keys.compactMap { key in state.series[key].map { (key, $0) } } }
        return all.flatMap { key, series in series.samples(key.name, key.labels) }
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries? {
        guard case .histogram(let bounds)? = MetricFamily.byName[label]?.kind else { return nil }
        return series(label, dimensions) { HistogramSeries(bounds: bounds) }
    }

    private func series<Series: MetricSeries>(
        _ label: String,
        _ dimensions: [(String, String)],
        _ make: () -> Series
    ) -> Series? {
        guard MetricFamily.byName[label] != nil else { return nil }
        let key = Key(name: label, labels: MetricSample.text(dimensions))
        return state.withLock { state in
            if let series = state.series[key] { return series as? Series }
            let series = make()
            state.series[key] = series
            state.keys.append(key)
            return series
        }
    }
}
