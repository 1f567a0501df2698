// The SQLite file as an interface: constraints, views, and files that are not ours.

import Foundation
import GRDB
import Testing

@testable import Shared

@Suite struct SQLiteFileTests {
    @Test func `the tables refuse states that cannot be`() async throws {
        let bench = try Bench()
        let store = try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy, clock: bench.clock)
        try await bench.enqueue("a", store)
        for statement in [
            "UPDATE recognitions SET state = 'running'",
            "UPDATE recognitions SET state = 'succeeded', finished_at = 1",
            "UPDATE recognitions SET state = 'failed', finished_at = 1",
            "UPDATE recognitions SET state = 'delayed'",
            "UPDATE jobs SET state = 'succeeded'",
            "UPDATE jobs SET state = 'asleep'",
            "DELETE FROM recognitions",
        ] {
            #expect(throws: DatabaseError.self, "\(statement)") {
                try store.pool.write { try $0.execute(sql: statement) }
            }
        }
    }

    @Test func `an operator sees the queue at a glance`() async throws {
        let bench = try Bench()
        let store = try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy, clock: bench.clock)
        try await bench.enqueue("a", store)
        try await bench.enqueue("b", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let rows = try await store.pool.read { database in
            try Row.fetchAll(database, sql: "SELECT state, jobs FROM queue").map {
                "\($0[0] as String) \($0[1] as Int)"
            }
        }
        #expect(rows == ["queued 1", "delayed 0", "running 0", "succeeded 1", "failed 0", "cancelled 0"])
        let listed = try await store.pool.read { try Row.fetchAll($0, sql: "SELECT * FROM job_list").count }
        #expect(listed == 2)
    }

    @Test func `opening the file again leaves the write-ahead log to the janitor`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        let store = try SQLiteStore(path: path, policy: bench.policy)
        try await store.writes.write(.durable) { database, _ in
            for index in 0..<200 {
                let text = String(repeating: "x", count: 30_000)
                try database.run("INSERT INTO facts VALUES (?, 0)", ["\(index) \(text)"])
            }
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        _ = try SQLiteStore(path: path, policy: bench.policy)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == size)
    }

    /// Where the log is empty, opening writes.
    @Test func `a start waits for a lock longer than a write does`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        let store = try SQLiteStore(path: path, policy: bench.policy)
        try await store.maintain()
        #expect(store.logBytes == 0)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: path, configuration: configuration)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        #expect(throws: DatabaseError.self) {
            try DatabaseFile.open(path, patience: .init(write: 0.001, openings: 1))
        }
        async let opened = FileSystemCalls.run {
            Result { try DatabaseFile.open(path, patience: .init(write: 0.001, openings: 100_000)) }
        }
        while try LockFile(path + ".migration-lock").tryLock() { await Task.yield() }
        try await holder.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await opened.get().read { try $0.tableExists("jobs") })
    }

    @Test func `a file from a newer version is refused and left alone`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        do {
            let store = try SQLiteStore(path: path, policy: bench.policy)
            try await store.pool.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future')")
            }
            try store.pool.close()
        }
        #expect(throws: StoreError.unavailable("\(path) was made by a newer version of Lector")) {
            try SQLiteStore(path: path, policy: bench.policy)
        }
    }

    @Test func `a file that is no database is refused and left alone`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        let text = String(repeating: "This is not a database. ", count: 100)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: StoreError.self) { try SQLiteStore(path: path, policy: bench.policy) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `a lease does not run while its claim waits for the write lock`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        let store = try SQLiteStore(path: path, policy: bench.policy, clock: bench.clock)
        try await bench.enqueue("a", store)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: path, configuration: configuration)
        try await holder.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        async let claims = {
            beginning.finish()
            return try await store.claim(for: WorkerID(), limit: 1, lease: .seconds(10))
        }()
        for await _ in begun {}
        // The claim has been asked for, and cannot be written.
        bench.clock.advance(by: .seconds(20))
        try await holder.writeWithoutTransaction { try $0.rollback() }
        #expect(try await claims.count == 1)
        #expect(try await store.hasClaimable() == false)
    }

    @Test func `a file with a broken page is reported, and neither replaced nor mended in silence`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        do {
            let store = try SQLiteStore(path: path, policy: bench.policy, clock: bench.clock)
            for index in 0..<50 { try await bench.enqueue("image \(index)", store) }
            try await store.maintain()
            try store.pool.close()
        }
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try file.seekToEnd()
        for page in stride(from: UInt64(4096 * 2), to: size, by: 4096) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0xa5, count: 64))
        }
        try file.close()
        do {
            let findings = try await SQLiteStore(path: path, policy: bench.policy, clock: bench.clock).check()
            #expect(findings.first { $0.check == "integrity" }?.severity == .error)
        } catch {
            #expect("\(error)".contains("malformed"), "\(error)")
        }
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 == size)
    }

    @Test func `the file shrinks when results are gone`() async throws {
        let bench = try Bench()
        let path = bench.folder + "/lector.sqlite"
        let store = try SQLiteStore(path: path, policy: bench.policy, clock: bench.clock)
        let text = String(repeating: "many words ", count: 2000)
        for index in 0..<250 {
            try await bench.enqueue("image \(index)", store)
            _ = try await store.finish(store.expectClaim(), with: Bench.outcome(text))
        }
        try await store.maintain()
        let full = try #require(File.size(path))
        bench.clock.advance(by: bench.policy.retention)
        for _ in 0..<3 { try await store.maintain() }
        #expect(try #require(File.size(path)) < full / 4)
        #expect(try await store.check().filter { $0.severity == .error }.isEmpty)
    }

    @Test func `a reader that pins the log stops new work before the disk is full, and nothing else`() async throws {
        var bench = try Bench()
        bench.policy.logLimit = 1 << 20
        let path = bench.folder + "/lector.sqlite"
        let store = try SQLiteStore(path: path, policy: bench.policy, clock: bench.clock)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try await reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM jobs")
        }
        var accepted = 0
        await #expect(throws: StoreError.self) {
            while true {
                try await bench.enqueue("image \(accepted)", store)
                accepted += 1
                try await store.maintain()
            }
        }
        #expect(try await store.summary().logBytes >= 1 << 20)
        #expect(try await store.finish(store.expectClaim(), with: Bench.outcome("text")))
        try await reader.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await store.maintain()
        #expect(try await store.summary().logBytes < 1 << 20)
        #expect(try await bench.enqueue("one more", store).state == .queued)
    }

    @Test func `a folder that other machines may write to is told by its mount`() {
        let mounts = """
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            40 22 0:52 / /srv/share rw,relatime shared:3 master:1 - nfs4 server:/share rw,vers=4.2
            """
        #expect(NetworkFileSystem.type(ofDevice: "0:52", in: mounts) == "nfs4")
        #expect(NetworkFileSystem.type(ofDevice: "254:0", in: mounts) == nil)
        #expect(NetworkFileSystem.type(ofDevice: "9:9", in: mounts) == nil)
        #expect(NetworkFileSystem.type(of: "/tmp") == nil)
    }

    @Test func `processes that start together make one schema`() async throws {
        let bench = try Bench()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask { _ = try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy) }
            }
            try await group.waitForAll()
        }
        let store = try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy)
        #expect(try await bench.enqueue("a", store).state == .queued)
    }

    @Test func `writes that arrive together are all kept, one that fails harms no other`() async throws {
        let bench = try Bench()
        let store = try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask {
                    let written: Void? = try? await store.writes.write(.durable) { database, _ in
                        try database.run("INSERT INTO facts VALUES (?, ?)", ["fact \(index)", index])
                        if index.isMultiple(of: 10) { throw StoreError.queueFull }
                    }
                    return written != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 90)
        let kept = try await store.read { try $0.value("SELECT count(*) FROM facts WHERE name LIKE 'fact %'") ?? 0 }
        #expect(kept == 90)
    }
}
