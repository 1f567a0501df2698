// Files from older versions of Lector. `version1.sql` is what `sqlite3 .dump` printed of one that version 0.1.0 had left:
// two jobs queued, two succeeded and cached, one failed, one cancelled.

import FoundationEssentials
import GRDB
import Testing

@testable import Shared

@Suite struct MigrationTests {
    /// A store on a copy of the old file.
    private func migrated(_ bench: Bench) throws -> SQLiteStore {
        let path = bench.folder + "/lector.sqlite"
        let dump = #filePath.replacing("MigrationTests.swift", with: "version1.sql")
        let old = try DatabaseQueue(path: path)
        let statements = try String(contentsOfFile: dump, encoding: .utf8)
        // The dump has a transaction of its own.
        try old.writeWithoutTransaction { try $0.execute(sql: statements) }
        try old.close()
        return try SQLiteStore(path: path, policy: bench.policy, clock: bench.clock)
    }

    @Test func `what an older version left is there, state for state`() async throws {
        let bench = try Bench()
        let store = try migrated(bench)
        let summary = try await store.summary()
        #expect(
            summary.jobs
                == [.queued: 2, .delayed: 0, .running: 0, .succeeded: 2, .failed: 1, .cancelled: 1]
        )
        #expect(summary.isPaused == false)
        let findings = try await store.check()
        // Its images were not stored with it.
        #expect(findings.filter { $0.severity == .error }.map(\.check) == ["images"], "\(findings)")
        let done = try #require(try await store.jobs(JobSelection(state: .succeeded)).first)
        #expect(try await store.expectJob(done.id).result?.text.hasPrefix("SUMMER\nCONCERT") == true)
        let failed = try #require(try await store.jobs(JobSelection(state: .failed)).first)
        #expect(failed.failure?.code == .invalidImage)
    }

    @Test func `what an older version left queued is claimed, the oldest first, and new jobs after it`() async throws {
        let bench = try Bench()
        let store = try migrated(bench)
        let queued = try await store.jobs(JobSelection(state: .queued)).map(\.id)
        let fresh = try await bench.enqueue("new", store, client: "127.0.0.1")
        let claims = try await store.claim(for: WorkerID(), limit: 2, lease: .seconds(30))
        #expect(claims.map(\.recognition) == claims.map(\.recognition).sorted())
        for id in queued { #expect(try await store.expectJob(id).state == .running) }
        #expect(try await store.expectJob(fresh.id).state == .queued)
        #expect(try await store.image(of: store.expectClaim()) == Array("new".utf8))
    }
}
