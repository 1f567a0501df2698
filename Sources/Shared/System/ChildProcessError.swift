// Why a child process could not be started.

import Glibc

/// A system call on the way to a child process that failed.
package struct ChildProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    package let call: String
    /// The `errno` of the call.
    package let code: Int32

    package var description: String { "\(call): \(String(cString: strerror(code)))" }

    /// The error that `errno` tells of now.
    package static func last(_ call: String) -> ChildProcessError { ChildProcessError(call: call, code: errno) }

    /// For calls that return their error instead of setting `errno`.
    static func check(_ call: String, _ result: Int32) throws(ChildProcessError) {
        if result != 0 { throw ChildProcessError(call: call, code: result) }
    }
}
