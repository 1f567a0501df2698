// Errors of system calls in words.

import Glibc

enum SystemError {
    /// What `errno` says now.
    static var last: String { text(errno) }

    static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
