import Glibc
import Logging
import Shared
import TestSupport
import Testing

@testable import API

/// With a lease of a minute, and processes that do nothing.
@Suite(.timeLimit(.minutes(1)))
struct WorkerWatchTests {
    private static let lease = Duration.seconds(60)
    private static let longer = Duration.seconds(61)

    private struct Standing: CustomTestStringConvertible {
        let testDescription: String
        var silence: Duration?
        var isUnreadable = false
        var isStopped = false
        var age = longer
        let isSilent: Bool
    }

    @Test(arguments: [
        Standing(testDescription: "has shown itself", silence: .zero, isSilent: false),
        Standing(testDescription: "has shown itself, and is stopped", silence: .zero, isStopped: true, isSilent: false),
        Standing(testDescription: "has not for a lease", silence: longer, isSilent: true),
        Standing(
            testDescription: "has not for a lease, and is stopped",
            silence: longer,
            isStopped: true,
            isSilent: true
        ),
        Standing(testDescription: "is not known, and loads", isSilent: false),
        Standing(testDescription: "is not known, and is stopped", isStopped: true, isSilent: true),
        Standing(testDescription: "is stopped at its start", isStopped: true, age: .seconds(1), isSilent: false),
        Standing(testDescription: "has a former one's number", silence: longer, age: .seconds(1), isSilent: false),
        Standing(testDescription: "cannot be asked for", isUnreadable: true, isStopped: true, isSilent: false),
    ])
    private func `a worker is silent that`(standing: Standing) async throws {
        let store = try StubStore()
        store.setSilence(standing.silence)
        store.setUnreadable(standing.isUnreadable)
        let worker = try ChildProcess.spawn(
            executable: "/bin/sleep",
            arguments: ["600"],
            environment: [:],
            inheriting: [:]
        )
        defer { worker.send(signal: SIGKILL) }
        if standing.isStopped {
            worker.send(signal: SIGSTOP)
            #expect(try await eventually { ProcessStat(pid: worker.pid)?.isStopped == true })
        }
        let watch = WorkerWatch(store: store, lease: Self.lease, logger: Logger(label: "test"))
        #expect(await watch.isSilent(worker, since: .now - standing.age) == standing.isSilent)
    }
}
