// A whole worker on stubs, for the length of a test.

import Logging
import ServiceLifecycle
import Shared
import TestSupport
import Testing

@testable import Worker

struct WorkerHarness {
    let store = StubStore()
    let starter: StubStarter
    var settings = Settings()
    var slots = 1

    init(_ starter: StubStarter = StubStarter()) { self.starter = starter }

    /// Runs the worker, then the test, then stops the worker gracefully and waits until it has ended.
    func run(_ test: (Self) async throws -> Void) async throws {
        let group = ServiceGroup(
            services: [service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do { try await test(self) } catch { Issue.record(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private var service: WorkerService {
        let record = WorkerRecord(
            id: WorkerID(),
            host: "here",
            pid: 1,
            version: "1",
            slots: slots,
            identity: .unknown
        )
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return WorkerService(
            store: store,
            record: record,
            settings: settings,
            starter: starter,
            publisher: IdentityPublisher(store: store, logger: logger) { known in
                var all = known
                all.traineddata["deu"] = "surveyed"
                return all
            },
            logger: logger
        )
    }
}

/// Waits until something holds, which it has to within a minute: other suites compute on the same pool.
func eventually(
    _ comment: Comment,
    location: SourceLocation = #_sourceLocation,
    _ condition: () -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(60) * Sanitizer.patience
    while !condition() {
        try #require(ContinuousClock.now < deadline, comment, sourceLocation: location)
        try await Task.sleep(for: .milliseconds(2))
    }
}
