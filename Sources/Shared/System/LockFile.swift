// An advisory lock on a file of its own (`flock(2)`): gone with the process, however that ends.

import Glibc

/// A lock between processes.
///
/// Held until `release` or until the value goes.
///
/// The file is never the database's: opening and closing that outside SQLite drops SQLite's own locks.
struct LockFile: ~Copyable {
    private let descriptor: Descriptor

    init(_ path: String) throws(FileError) {
        descriptor = try Descriptor(path, O_RDWR | O_CREAT | O_CLOEXEC)
    }

    /// Blocks until the lock is ours.
    func wait() throws(FileError) {
        while flock(descriptor.number, LOCK_EX) != 0 {
            if errno != EINTR { throw .last("flock") }
        }
    }

    /// Whether the lock is ours now.
    func tryLock() -> Bool { flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 }
}
