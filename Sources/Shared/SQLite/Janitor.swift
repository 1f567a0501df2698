// The janitor: whichever process holds its lock keeps the store small. Nothing that a job waits for depends on it.

import GRDB
import Synchronization

/// The role of janitor, as one process sees it.
///
/// Holds the lock, once it has it, for as long as the process lives.
final class Janitor: Sendable {
    private struct Tools: ~Copyable {
        let lock: LockFile
        let checkpoints: DatabaseQueue
        var lastSweep: Int64?
    }

    /// Between two looks at every file of uploads.
    private static let sweepInterval = Duration.seconds(60)

    private let path: String
    private let tools = Mutex<Tools?>(nil)

    init(path: String) { self.path = path }

    /// Runs a checkpoint if this process is the janitor, or can become it.
    ///
    /// Blocks, at most about 100 ms.
    ///
    /// - Returns: Whether this process is the janitor.
    func checkpoint() throws -> Bool {
        try tools.withLock { tools in
            if tools == nil {
                let lock = try LockFile(path + ".janitor-lock")
                guard lock.tryLock() else { return false }
                tools = Tools(lock: lock, checkpoints: try DatabaseFile.openForCheckpoints(path), lastSweep: nil)
            }
            // Nothing to bring over: an idle store stays as it is, and who watches for changes sees none.
            guard File.size(path + "-wal") ?? 0 > 0 else { return true }
            try tools?.checkpoints.inDatabase { database in
                // Busy means that a reader is in the way: the next pass tries again.
                _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            return true
        }
    }

    /// Whether it is time to look for files that no row names.
    ///
    /// - Parameter uptime: Of the store's clock, in milliseconds.
    /// - Returns: True at most once in each interval.
    func isSweepDue(at uptime: Int64) -> Bool {
        tools.withLock { tools in
            if let last = tools?.lastSweep, uptime - last < Self.sweepInterval.milliseconds { return false }
            tools?.lastSweep = uptime
            return true
        }
    }
}
