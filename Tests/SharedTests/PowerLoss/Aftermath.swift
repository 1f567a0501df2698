// What is found when the machine is up again.

import FoundationEssentials
import GRDB

@testable import Shared

/// One folder after one loss of power.
struct Aftermath {
    let run: PowerLossRun
    let cut: Int
    private let folder: String

    /// Puts the files that survived into a new folder.
    init(run: PowerLossRun, cut: Int, files: [String: [UInt8]]) throws {
        guard let folder = TemporaryFolder.make() else { throw StoreError.unavailable("no folder") }
        (self.run, self.cut, self.folder) = (run, cut, folder)
        try File.makeFolder(folder + "/uploads")
        for (name, bytes) in files { try File.append(bytes, to: folder + "/" + name) }
    }

    /// Everything that is not as it was promised.
    ///
    /// The folder goes where there is nothing.
    func problems(worksOn: Bool) async -> [String] {
        var problems: [String] = []
        do {
            problems = try look()
            if worksOn { problems += try await workOn() }
        } catch {
            problems.append("\(error)")
        }
        guard !problems.isEmpty else {
            try? FileManager.default.removeItem(atPath: folder)
            return []
        }
        return problems.map { "cut \(cut), \(folder): \($0)" }
    }

    private func look() throws -> [String] {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        let queue = try DatabaseQueue(path: folder + "/lector.sqlite", configuration: configuration)
        return try queue.read { database in
            let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            guard integrity == ["ok"] else { return integrity }
            guard try database.tableExists("jobs") else { return run.ledger.jobs.filter(isDue).map { "\($0) is lost" } }
            return try jobs(in: database) + images(neededIn: database)
        }
    }

    private func jobs(in database: Database) throws -> [String] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT id, state, text FROM jobs LEFT JOIN results ON results.recognition = jobs.recognition
                    AND state = 'succeeded'
                """
        )
        let found = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as String, $0) })
        return run.ledger.jobs.compactMap { job in
            guard let row = found[job.description] else { return isDue(job) ? "\(job) is lost" : nil }
            let states = run.ledger.states(of: job, at: cut)
            guard let state = JobState(rawValue: row["state"]), states.contains(state) else {
                return "\(job) is \(row["state"] as String), not \(states.map(\.rawValue).sorted())"
            }
            let text = run.ledger.uploads[job].map(PowerLossRun.text)
            return state == .succeeded && row["text"] != text ? "\(job) has another text" : nil
        }
    }

    private func images(neededIn database: Database) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT DISTINCT upload FROM recognitions").compactMap { digest in
            guard try SQLiteStore.isNeeded(digest, run.policy.keepUploads, database) else { return nil }
            let bytes = try? File.read("\(folder)/uploads/\(digest)", limit: .max)
            guard bytes != run.ledger.images[digest] else { return nil }
            return "the image \(digest) is \(bytes == nil ? "lost" : "broken")"
        }
    }

    private func isDue(_ job: JobID) -> Bool { run.ledger.isDue(job, at: cut) }

    /// Has a store of the next boot do all that is left.
    private func workOn() async throws -> [String] {
        let clock = ManualClock()
        clock.advance(by: .seconds(600))
        clock.reboot()
        let store = try SQLiteStore(path: folder + "/lector.sqlite", policy: run.policy, clock: clock)
        try await store.maintain()
        var problems = try await store.check().filter { $0.severity == .error }.map { "\($0.check): \($0.detail)" }
        let claims = try await store.claim(for: WorkerID(), limit: 1000, lease: .seconds(30))
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for claim in claims {
                let outcome = Bench.outcome(PowerLossRun.text(of: claim.upload))
                group.addTask { try await store.finish(claim, with: outcome) }
            }
            for try await isFinished in group where !isFinished { problems.append("a claim does not hold") }
        }
        for job in run.ledger.jobs where isDue(job) {
            let state = try await store.job(job)?.state
            if state?.isFinal != true { problems.append("\(job) stays \(state?.rawValue ?? "lost")") }
        }
        try store.pool.close()
        return problems
    }
}
