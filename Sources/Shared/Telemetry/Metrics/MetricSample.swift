// One number of a metric, as it travels and is shown.

/// A sample in the sense of Prometheus: a histogram has one for each bucket, its sum and its count.
package struct MetricSample: Sendable, Equatable {
    package var name: String
    /// As they are shown: `state="queued",error_code=""`.
    package var labels: String
    package var value: Double

    package init(_ name: String, _ labels: String, _ value: Double) {
        (self.name, self.labels, self.value) = (name, labels, value)
    }

    package init(_ family: MetricFamily, _ labels: MetricFamily.Labels, _ value: Double) {
        self.init(family.name, Self.text(labels), value)
    }

    package init(_ family: MetricFamily, _ value: Double) { self.init(family, [], value) }

    /// Source: Prometheus, "Exposition formats": what is escaped in the value of a label.
    static func text(_ labels: MetricFamily.Labels) -> String {
        labels.map { name, value in
            var escaped = ""
            for character in value.unicodeScalars {
                switch character {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.unicodeScalars.append(character)
                }
            }
            return "\(name)=\"\(escaped)\""
        }
        .joined(separator: ",")
    }
}
