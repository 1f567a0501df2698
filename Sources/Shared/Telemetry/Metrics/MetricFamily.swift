// A metric as Prometheus knows it: a name, what it counts, and how.

package import CoreMetrics

/// One metric; its series differ by their labels.
///
/// Source: Prometheus, "Metric and label naming" and "Histograms and summaries".
package struct MetricFamily: Sendable {
    package enum Kind: Sendable {
        /// Only grows.
        case counter
        case gauge
        /// The upper bounds of its buckets, ascending, without infinity.
        case histogram([Double])
    }

    package typealias Labels = [(String, String)]

    package let name: String
    package let kind: Kind
    let help: String

    init(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }

    package func counter(_ labels: Labels = [], in factory: any MetricsFactory) -> Counter {
        Counter(label: name, dimensions: labels, factory: factory)
    }

    package func meter(_ labels: Labels = [], in factory: any MetricsFactory) -> Meter {
        Meter(label: name, dimensions: labels, factory: factory)
    }

    /// A histogram of numbers.
    package func recorder(_ labels: Labels = [], in factory: any MetricsFactory) -> Recorder {
        Recorder(label: name, dimensions: labels, aggregate: true, factory: factory)
    }

    /// A histogram of times, in seconds.
    package func timer(_ labels: Labels = [], in factory: any MetricsFactory) -> Timer {
        Timer(label: name, dimensions: labels, preferredDisplayUnit: .seconds, factory: factory)
    }

    /// The names of its samples.
    var sampleNames: [String] {
        switch kind {
        case .counter, .gauge: [name]
        case .histogram: [name + "_bucket", name + "_sum", name + "_count"]
        }
    }
}
