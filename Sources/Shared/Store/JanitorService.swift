// Has the store look after itself.

package import Logging
import ServiceLifecycle

/// Calls `maintain` about once a second.
///
/// The store sees to it that one process at a time does the work.
package struct JanitorService: Service {
    private static let interval = Duration.seconds(1)

    private let store: any JobStore
    private let logger: Logger

    package init(store: any JobStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    package func run() async {
        try? await cancelWhenGracefulShutdown {
            while true {
                await pass()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private func pass() async {
        do {
            try await store.maintain()
        } catch {
            guard !Task.isCancelled else { return }
            logger.warning("upkeep of the store failed", metadata: ["store.error": "\(error)"])
        }
    }
}
