// Samples as Prometheus reads them.

/// Source: Prometheus, "Exposition formats", text format 0.0.4.
package enum PrometheusText {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Samples by metric, in the order of the catalogue; those of metrics that are not in it are left out.
    package static func render(_ samples: [MetricSample]) -> String {
        let byName = Dictionary(grouping: samples, by: \.name)
        return MetricFamily.all.map { family in
            let names = Set(family.sampleNames)
            // Those of one histogram stay together.
            let own =
                family.sampleNames.count == 1 ? byName[family.name] ?? [] : samples.filter { names.contains($0.name) }
            return own.isEmpty ? "" : head(of: family) + own.map(line).joined()
        }
        .joined()
    }

    private static func head(of family: MetricFamily) -> String {
        let kind =
            switch family.kind {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(kind)\n"
    }

    private static func line(_ sample: MetricSample) -> String {
        let labels = sample.labels.isEmpty ? "" : "{\(sample.labels)}"
        return "\(sample.name)\(labels) \(number(sample.value))\n"
    }

    /// As short as it can be told exactly.
    static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }
}
