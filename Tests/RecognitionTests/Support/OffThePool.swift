// Where tests that block run: a thread of their own, so that other tests' waiting is not held up.

import Dispatch
import Testing

/// Runs the tests of a suite one after the other, outside the cooperative pool: recognition blocks for seconds, and the
/// pool has one thread a core.
struct OffThePool: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(SerialThread.shared) { try await function() }
    }
}

extension Trait where Self == OffThePool {
    static var offThePool: Self { OffThePool() }
}

private final class SerialThread: TaskExecutor {
    static let shared = SerialThread()
    private let queue = DispatchQueue(label: "lector.tests.recognition")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
