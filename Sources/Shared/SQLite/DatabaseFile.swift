// Opening the SQLite file with the settings that everything else relies on (DESIGN: "SQLite rules").

import GRDB
import Glibc

enum DatabaseFile {
    /// How long processes wait for each other.
    struct Patience {
        /// Seconds that a write waits for the write lock before it fails.
        var write: Double = 5
        /// How often a start waits for as long: a process that was stopped in the middle of a write keeps its lock until
        /// its supervisor has found out.
        var openings = 4
    }

    /// Opens the file, makes it where there is none, and brings its schema up to date.
    ///
    /// Blocks.
    ///
    /// One process at a time does this: two that start together must not both migrate.
    static func open(_ path: String, patience: Patience = Patience()) throws -> DatabasePool {
        try refuseNetwork(path)
        let lock = try LockFile(path + ".migration-lock")
        try lock.wait()
        let pool = try openPool(path, patience)
        let migrator = Migrations.migrator()
        if try pool.read(migrator.hasBeenSuperseded) {
            throw StoreError.unavailable("\(path) was made by a newer version of Lector")
        }
        try migrator.migrate(pool)
        return pool
    }

    /// In WAL mode the first write is the library's own, where the log is empty.
    private static func openPool(_ path: String, _ patience: Patience) throws -> DatabasePool {
        for _ in 1..<patience.openings {
            do {
                return try DatabasePool(path: path, configuration: configuration(patience))
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                continue
            }
        }
        return try DatabasePool(path: path, configuration: configuration(patience))
    }

    /// A connection for checkpoints alone: it gives up soon, because a checkpoint that waits for a reader blocks
    /// every writer.
    static func openForCheckpoints(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(0.1)
        configuration.label = "lector.store.checkpoint"
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// SQLite's locks and its shared memory do not reach from one machine to another
    /// (https://sqlite.org/wal.html, "all processes must be on the same host computer").
    private static func refuseNetwork(_ path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let type = NetworkFileSystem.type(of: folder) else { return }
        throw StoreError.unavailable("\(path) lies on \(type): the database needs a disk of this machine")
    }

    private static func configuration(_ patience: Patience) -> Configuration {
        var configuration = Configuration()
        configuration.label = "lector.store"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .callback { waitALittle(tries: $0, limit: patience.write) }
        configuration.prepareDatabase { database in
            // The pool's readers are read-only: these are the writer's.
            if database.configuration.readonly { return }
            // Exactly one process checkpoints (see `Janitor`): so before anything that commits.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            // Before it changes a page inside a savepoint SQLite copies it to a journal: not to a file.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // Before the first table, or it has no effect; and only then, for it writes.
            if try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") != 2 {
                try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            }
        }
        return configuration
    }

    /// About a millisecond with jitter: SQLite's own back-off goes up to 100 ms and lets writers starve.
    private static func waitALittle(tries: Int, limit: Double) -> Bool {
        guard Double(tries) < limit * 1000 else { return false }
        usleep(UInt32.random(in: 500...1500))
        return true
    }
}
