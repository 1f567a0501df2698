// What happens to files that are no store of this version: nothing.

import ArgumentParser
import FoundationEssentials
import Glibc
import Testing

@testable import Control
@testable import Shared

@Suite struct OpeningTests {
    private func failure(_ path: String, _ access: StoreAccess = .changing) async throws -> Failure? {
        let options = try StoreOptions.parse(["--database", path])
        do {
            _ = try await Opening.store(options, for: access, environment: [:])
            return nil
        } catch {
            return Failure.from(error)
        }
    }

    @Test func `where there is no database none is made`() async throws {
        let folder = try Folder.temporary()
        #expect(try await failure(folder + "/lector.sqlite")?.code == Failure.noInput)
        #expect(try await failure(folder + "/no/lector.sqlite")?.code == Failure.noInput)
        #expect(try Folder.names(in: folder) == [])
    }

    @Test(arguments: ["", "x", String(repeating: "This is not a database. ", count: 100)])
    func `a file that is no database is refused and left alone`(content: String) async throws {
        let folder = try Folder.temporary()
        let path = folder + "/lector.sqlite"
        try content.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(try await failure(path)?.code == Failure.data)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
        #expect(try Folder.names(in: folder) == ["lector.sqlite"])
        #expect(try await failure(folder)?.code == Failure.data)
    }

    @Test(arguments: ["delete", "wal"])
    func `the database of another program is refused and left alone`(mode: String) async throws {
        let folder = try Folder.temporary()
        try Sqlite.run(folder + "/lector.sqlite", "PRAGMA journal_mode = \(mode); CREATE TABLE jobs (id TEXT);")
        try await isLeftAlone(folder, message: "is not a database of Lector")
    }

    @Test func `a newer database is refused and left alone`() async throws {
        let bench = try await Bench.closed()
        try Sqlite.run(bench + "/lector.sqlite", "INSERT INTO grdb_migrations VALUES ('99: from the future')")
        try await isLeftAlone(bench, message: "was made by a newer version of Lector")
    }

    @Test func `a damaged database is refused and left alone`() async throws {
        let folder = try await Bench.closed()
        let path = folder + "/lector.sqlite"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for index in 100..<4096 { bytes[index] = 0xff }
        try Data(bytes).write(to: URL(filePath: path))
        try await isLeftAlone(folder, message: "is damaged")
    }

    @Test func `damage that shows only later is what a check finds`() async throws {
        let path = try await Bench.closed() + "/lector.sqlite"
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for page in [3, 4, 5, 6] { bytes[4096 * page] = 0x78 }
        try Data(bytes).write(to: URL(filePath: path))
        let store = try await SQLiteStore.opened(path: path, policy: SQLiteStore.Policy(Settings()))
        let run = try await Bench.run(["check"], on: store)
        #expect(run.failure == .incomplete)
        #expect(run.lines.contains { $0.hasPrefix("error    integrity") || $0.hasPrefix("error  integrity") })
    }

    @Test func `an older database is left alone by looking, and brought up to date by changing`() async throws {
        let path = try Folder.temporary() + "/lector.sqlite"
        let dump = #filePath.replacing("ControlTests/Commands/OpeningTests", with: "SharedTests/SQLite/version1")
        try Sqlite.run(path, try String(contentsOfFile: dump.replacing(".swift", with: ".sql"), encoding: .utf8))
        #expect(await StoreFile.look(at: path) == .older)
        #expect(try await failure(path, .looking)?.code == Failure.data)
        #expect(await StoreFile.look(at: path) == .older)
        #expect(try await failure(path, .changing) == nil)
        #expect(await StoreFile.look(at: path) == .current)
        #expect(try await failure(path, .looking) == nil)
    }

    @Test func `a bad setting is said to be one`() async throws {
        for environment in [["LECTOR_RETENTION": "x"], ["LECTOR_DATABSE": "x"]] {
            do {
                _ = try await Opening.store(try StoreOptions.parse([]), for: .looking, environment: environment)
                Issue.record("opened")
            } catch {
                #expect(Failure.from(error).code == 78)
            }
        }
    }

    private func isLeftAlone(_ folder: String, message: String) async throws {
        let path = folder + "/lector.sqlite"
        let (before, names) = (try Data(contentsOf: URL(filePath: path)), try Folder.names(in: folder))
        for access in [StoreAccess.looking, .changing] {
            let failure = try await failure(path, access)
            #expect(failure?.code == Failure.data)
            #expect(failure?.message?.contains(message) == true, "\(failure?.message ?? "")")
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(try Folder.names(in: folder) == names)
    }
}
