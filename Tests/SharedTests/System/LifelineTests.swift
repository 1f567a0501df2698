// Lifelines: held only by the parent, and at their end when it lets go.

import Glibc
import Testing

@testable import Shared

@Suite struct LifelineTests {
    /// Ends with code 9 at the end of descriptor 3, as `Lifeline.watch` does in our own programs.
    private func watcher(of lifeline: Lifeline) throws -> ChildProcess {
        try ChildProcess.spawn(
            executable: "/bin/sh",
            arguments: ["-c", "read line <&3; exit 9"],
            environment: [:],
            inheriting: [3: lifeline.readEnd]
        )
    }

    @Test func `a child finds the end once its parent lets go`() async throws {
        var lifeline: Lifeline? = try Lifeline()
        let child = try watcher(of: #require(lifeline))
        lifeline?.closeReadEnd()
        #expect(kill(child.pid, 0) == 0, "it waits as long as the lifeline is held")
        lifeline = nil
        #expect(await child.exitStatus() == .exited(9))
    }

    @Test func `no other child holds the write end`() async throws {
        var lifeline: Lifeline? = try Lifeline()
        let child = try watcher(of: #require(lifeline))
        let bystander = try ChildProcess.spawn(
            executable: "/bin/sleep",
            arguments: ["60"],
            environment: [:],
            inheriting: [:]
        )
        lifeline = nil
        #expect(await child.exitStatus() == .exited(9), "though the bystander lives")
        bystander.send(signal: SIGKILL)
        _ = await bystander.exitStatus()
    }

    @Test func `the read end may be closed again`() throws {
        let lifeline = try Lifeline()
        lifeline.closeReadEnd()
        let taken = try TestPipe()
        lifeline.closeReadEnd()
        #expect(fcntl(taken.readEnd, F_GETFD) >= 0, "a number in new hands is left alone")
    }
}
