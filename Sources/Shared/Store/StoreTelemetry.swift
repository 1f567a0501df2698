// Where a store says and counts what it does.

package import CoreMetrics
package import Logging

/// Of one process; without them a store keeps silent.
package struct StoreTelemetry: Sendable {
    package var logger: Logger?
    package var metrics: any MetricsFactory
    /// The process, as metrics name it.
    package var process: String

    package init(
        logger: Logger? = nil,
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        process: String = ""
    ) {
        (self.logger, self.metrics, self.process) = (logger, metrics, process)
    }
}
