// How many connections there may be.

import Glibc

/// A process that runs out of file descriptors cannot accept, and its server ends.
///
/// So the limit is raised as far as it may be, and connections stay below it: the rest waits in the kernel's backlog.
enum OpenFiles {
    /// Kept for the database, uploads and workers.
    private static let reserve: rlim_t = 256

    /// Raises the process's own limit.
    ///
    /// To be called before anything else.
    static func raiseLimit() {
        var limit = current
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    static var connectionLimit: Int {
        let files = min(current.rlim_cur, 65_536)
        return files > 2 * reserve ? Int(files - reserve) : Int(files / 2)
    }

    /// Of all files.
    static var limit: UInt { current.rlim_cur }

    private static var current: rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
