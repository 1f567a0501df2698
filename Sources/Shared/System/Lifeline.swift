// How a child learns that its parent is no more, however that ended.

import Glibc
import Synchronization

/// A pipe whose write end only this process holds.
///
/// A child that holds the read end finds end of file once the parent is gone, SIGKILL included, or has let go of its
/// lifeline.
///
/// `PR_SET_PDEATHSIG` does not do: it fires when the thread that spawned the child ends.
package final class Lifeline: Sendable {
    /// To be inherited by the child.
    ///
    /// It closes on `exec`, so `ChildProcess.spawn` has to be told of it.
    package let readEnd: Int32
    private let writeEnd: Int32
    private let isReadEndOpen = Mutex(true)

    package init() throws(ChildProcessError) {
        var ends: [Int32] = [0, 0]
        // Swift does not see pipe2(2). Between the calls no child can get them: `ChildProcess` closes all but those named.
        guard pipe(&ends) == 0 else { throw .last("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        closeReadEnd()
        close(writeEnd)
    }

    /// Lets go of the read end: once the child has been started, its own copy is the only one needed.
    ///
    /// May be called again.
    package func closeReadEnd() {
        isReadEndOpen.withLock { isOpen in
            if isOpen { close(readEnd) }
            isOpen = false
        }
    }

    /// For children: ends this process at once, whatever it is doing, when `descriptor` comes to its end.
    package static func watch(_ descriptor: Int32) {
        do {
            try SystemThread.start {
                var byte: UInt8 = 0
                while true {
                    let count = read(descriptor, &byte, 1)
                    if count > 0 || count < 0 && errno == EINTR { continue }
                    _exit(lostParentExitCode)
                }
            }
        } catch {
            preconditionFailure("no thread for the lifeline: \(error)")
        }
    }

    /// What a process ends with that lost its parent.
    static let lostParentExitCode: Int32 = 1
}
