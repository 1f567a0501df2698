// How a child process ended.

/// What `wait(2)` says of a process that is no more.
package enum ExitStatus: Sendable, Hashable, CustomStringConvertible {
    /// It ended by itself, with this exit code.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    /// - Parameter status: as `waitpid(2)` fills it in for a process that has ended.
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
    }

    package var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }
}
