// One child process: started, signalled, waited for.

import Glibc
import Synchronization

/// A process that this one started.
///
/// It is not ended when the object goes: give it a ``Lifeline``.
package final class ChildProcess: Sendable {
    private enum State {
        case running(waiting: [CheckedContinuation<ExitStatus, Never>])
        case ended(ExitStatus)
    }

    package let pid: Int32
    private let state = Mutex(State.running(waiting: []))

    private init(pid: Int32) { self.pid = pid }

    /// Starts a program, with default signal dispositions and no signal blocked.
    ///
    /// Blocks for about a millisecond, until the child runs the program. `arguments` do not hold the program's name,
    /// which is `executable`. `descriptors` says the child's → ours, which stay open here; of 0, 1 and 2 the child has
    /// ours where nothing is said, of all others only those named.
    package static func spawn(
        executable: String,
        arguments: [String],
        environment: [String: String],
        inheriting descriptors: [Int32: Int32]
    ) throws(ChildProcessError) -> ChildProcess {
        let actions = try SpawnActions(inheriting: descriptors)
        let pid = try actions.spawn(
            executable: executable,
            arguments: [executable] + arguments,
            environment: environment.map { "\($0)=\($1)" }
        )
        let child = ChildProcess(pid: pid)
        do {
            try SystemThread.start { child.wait() }
        } catch {
            kill(pid, SIGKILL)
            child.wait()
            throw error
        }
        return child
    }

    /// Sends a signal.
    ///
    /// Nothing happens where the process has ended; a process that got its id since is never hit.
    package func send(signal: Int32) {
        state.withLock { state in
            // A process that ended keeps its id until it is reaped, which happens under the same lock.
            if case .running = state { kill(pid, signal) }
        }
    }

    /// Waits for the end of the process, without blocking a thread of the cooperative pool.
    ///
    /// Any number may wait. Cancelling does not end the wait.
    package func exitStatus() async -> ExitStatus {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state -> ExitStatus? in
                switch state {
                case .running(let waiting):
                    state = .running(waiting: waiting + [continuation])
                    return nil
                case .ended(let status):
                    return status
                }
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Blocks until the process has ended, reaps it, and tells all who wait.
    private func wait() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let (status, waiting) = state.withLock { state in
            var raw: Int32 = 0
            while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
            let status = ExitStatus(waitStatus: raw)
            var waiting: [CheckedContinuation<ExitStatus, Never>] = []
            if case .running(let all) = state { waiting = all }
            state = .ended(status)
            return (status, waiting)
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }
}
