// How commits are counted.

import CoreMetrics

struct CommitMeters: Sendable {
    let writes: Recorder
    let duration: Timer

    init(_ telemetry: StoreTelemetry) {
        let labels = [("process", telemetry.process)]
        writes = MetricFamily.commitWrites.recorder(labels, in: telemetry.metrics)
        duration = MetricFamily.commitDuration.timer(labels, in: telemetry.metrics)
    }
}
