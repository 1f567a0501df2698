// Looking at a file before it is opened as a store: what an operator names may be anything.

import GRDB
import Glibc

/// What lies at a path where a store should be.
package enum StoreFile: Sendable, Equatable {
    case missing
    /// The text says why.
    case unreadable(String)
    /// No SQLite file, or one of another program.
    case foreign
    /// An SQLite file that does not read; the text is SQLite's.
    case damaged(String)
    /// From an older version: opening it brings it up to date.
    case older
    case current
    case newer

    /// Looks, and changes nothing: unlike opening, it makes no file and no folder.
    ///
    /// Not for a process that has the store open: see ``header(of:)``.
    package static func look(at path: String) async -> StoreFile {
        await FileSystemCalls.run { kind(of: path) }
    }

    private static func kind(of path: String) -> StoreFile {
        guard File.exists(path) else { return .missing }
        let header: [UInt8]
        do throws(FileError) {
            guard isFile(path) else { return .foreign }
            header = try Self.header(of: path)
        } catch {
            return .unreadable(error.description)
        }
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else { return .foreign }
        // Byte 18 is 2 in WAL mode (https://sqlite.org/fileformat.html#file_format_version_numbers).
        return content(of: path, isAlone: header[18] == 2 && !File.exists(path + "-wal"))
    }

    /// Before any connection: closing the file outside SQLite drops the locks of this process's connections.
    private static func header(of path: String) throws(FileError) -> [UInt8] {
        try File.read(path, limit: 100)
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Only a connection that may write clears away the write-ahead log that it makes to read; where there is one
    /// already (`isAlone` is false) it stays, and nothing may be brought over from it.
    private static func content(of path: String, isAlone: Bool) -> StoreFile {
        var configuration = Configuration()
        configuration.readonly = !isAlone
        configuration.busyMode = .timeout(5)
        configuration.label = "lector.store.look"
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.unsafeRead(version)
        } catch let error as DatabaseError {
            let isBroken = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
            return isBroken ? .damaged(error.message ?? "SQLite cannot read it") : .unreadable(error.description)
        } catch {
            return .unreadable("\(error)")
        }
    }

    private static func version(_ database: Database) throws -> StoreFile {
        let migrator = Migrations.migrator()
        let applied = try migrator.appliedIdentifiers(database)
        guard let first = migrator.migrations.first, applied.contains(first) else { return .foreign }
        if try migrator.hasBeenSuperseded(database) { return .newer }
        return try migrator.hasCompletedMigrations(database) ? .current : .older
    }
}

extension SQLiteStore {
    /// As `init`, off the cooperative pool.
    package static func opened(path: String, policy: Policy) async throws(StoreError) -> SQLiteStore {
        let outcome = await FileSystemCalls.run { () -> Result<SQLiteStore, StoreError> in
            do throws(StoreError) { return .success(try SQLiteStore(path: path, policy: policy)) } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}

extension CheckFinding {
    /// What a check finds where SQLite breaks it off.
    package static func damage(_ error: StoreError) -> CheckFinding? {
        guard case .unavailable(let text) = error, error.isDamage else { return nil }
        return CheckFinding(check: "integrity", severity: .error, detail: text)
    }
}

extension StoreError {
    /// Whether it is SQLite that cannot make sense of the file (`SQLITE_CORRUPT`, `SQLITE_NOTADB`).
    package var isDamage: Bool {
        guard case .unavailable(let text) = self else { return false }
        return text.hasPrefix("SQLite error 11") || text.hasPrefix("SQLite error 26")
    }
}
