// What workers count, and how it gets into the store.

import Logging
import Testing

@testable import Shared
@testable import Worker

@Suite struct TotalsTests {
    private let store = StubStore()
    private let registry = MetricRegistry()
    private let metrics: WorkerMetrics
    private let publisher: TotalsPublisher

    init() {
        metrics = WorkerMetrics(registry)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        publisher = TotalsPublisher(store: store, registry: registry, logger: logger)
    }

    private func total(_ name: String, _ labels: String = "") -> Double {
        store[\.totals].filter { $0.name == name && $0.labels == labels }.reduce(0) { $0 + $1.value }
    }

    @Test func `all series are there from the start, and only growth is added`() async {
        await publisher.publish()
        #expect(store[\.totals].count { $0.value != 0 } == 0)
        #expect(
            Set(store[\.totals].map(\.name)).isSuperset(of: ["lector_pages_total", "lector_queue_wait_seconds_sum"])
        )
        metrics.engineStarted(.first)
        metrics.waited(.seconds(2))
        await publisher.publish()
        metrics.engineStarted(.first)
        await publisher.publish()
        #expect(total("lector_engine_starts_total", "reason=\"first\"") == 2)
        #expect(total("lector_queue_wait_seconds_sum") == 2)
        #expect(total("lector_queue_wait_seconds_bucket", "le=\"+Inf\"") == 1)
    }

    @Test func `nothing is written where nothing has grown but commits`() async {
        await publisher.publish()
        let before = store[\.totals].count
        MetricFamily.commitWrites.recorder([("process", "worker")], in: registry).record(3)
        await publisher.publish()
        #expect(store[\.totals].count == before)
        metrics.discarded.increment()
        await publisher.publish()
        #expect(total("lector_commit_writes_sum", "process=\"worker\"") == 3)
    }

    @Test func `what could not be written goes with the next`() async {
        metrics.discarded.increment()
        store.change { $0.brokenTotals = 1 }
        await publisher.publish()
        #expect(total("lector_discarded_writes_total") == 0)
        metrics.discarded.increment()
        await publisher.publish()
        #expect(total("lector_discarded_writes_total") == 2)
    }
}
