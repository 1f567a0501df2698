// How a worker's figures reach whoever asks an API for them.

import Logging
import Shared
import Synchronization

/// Adds what this worker has counted to the totals in the store, now and then: so they outlive it, and no worker needs a
/// port of its own.
///
/// A worker that is killed takes with it what it counted since the last time.
final class TotalsPublisher: Sendable {
    private static let interval = Duration.seconds(5)

    private let store: any JobStore
    private let registry: MetricRegistry
    private let logger: Logger
    /// What the store has, sample by sample in the registry's order, which only gets longer.
    private let published = Mutex<[MetricSample]>([])

    init(store: any JobStore, registry: MetricRegistry, logger: Logger) {
        self.store = store
        self.registry = registry
        self.logger = logger
    }

    /// Works until it is cancelled.
    ///
    /// Not at once: the first that a worker writes is who it is, so that its silence is noticed from then on.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            if !Task.isCancelled { await publish() }
        }
    }

    /// To be called by one task at a time.
    func publish() async {
        let current = registry.samples()
        let growth = growth(to: current)
        guard !growth.isEmpty else { return }
        do throws(StoreError) {
            try await store.addTotals(growth)
            published.withLock { $0 = current }
        } catch {
            // It goes with the next.
            logger.debug("figures cannot be written", metadata: ["store.error": "\(error)"])
        }
    }

    /// All of it, series that have not grown included, so that they are there; nothing where all that grew is the count
    /// of commits, or each publication would be reason for the next.
    private func growth(to current: [MetricSample]) -> [MetricSample] {
        let published = published.withLock { $0 }
        let before = Dictionary(published.map { ([$0.name, $0.labels], $0.value) }) { first, _ in first }
        var growth = current
        for index in growth.indices {
            growth[index].value -= before[[growth[index].name, growth[index].labels]] ?? 0
        }
        let commits = [MetricFamily.commitWrites.name, MetricFamily.commitDuration.name]
        let isNews =
            published.isEmpty
            || growth.contains { sample in
                sample.value != 0 && !commits.contains(where: sample.name.hasPrefix)
            }
        return isNews ? growth : []
    }
}
