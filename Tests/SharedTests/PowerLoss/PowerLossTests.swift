// What was acknowledged survives loss of power: writes and syncs of real stores are recorded, and folders are built as
// they might be found after the power went at any moment.
//
// Covered: the order of SQLite's writes, truncations and syncs of database, log and journal; loss, reordering and tearing
// (by sectors of 512 bytes) of all that was not synced; bytes and names of uploads against the commits that rely on them.
// Not covered: disks that lie about a sync, or harm what they do not write; that xSync really reaches the disk (SQLite's
// own business); the data folder's own name in its parent. The name of a file of SQLite's counts as on disk where its
// bytes are, and a deleted file and a new one of its name count as one.
//
// LECTOR_POWER_SEED and LECTOR_POWER_CASES choose other and more runs. A run is not the same twice, for its calls are
// concurrent: the folders of what failed are kept.

import FoundationEssentials
import Testing

@testable import Shared

@Suite(.enabled(if: Recording.isWhole)) struct PowerLossTests {
    private static let seed = UInt64(TestSetting.number("LECTOR_POWER_SEED", default: 1))
    private static let cases = TestSetting.number("LECTOR_POWER_CASES", default: 1)

    @Test func `every acknowledged job survives loss of power, in the state that was acknowledged`() async throws {
        for number in 0..<UInt64(Self.cases) {
            let seed = Self.seed + number
            let run = try await PowerLossRun.record(seed: seed, rounds: 8)
            let report = await Blackouts(run: run, seed: seed).report()
            let done = "\(run.ledger.jobs.count) jobs, \(run.events.count) events"
            print("power loss: seed \(seed), \(done), \(report.cuts) cuts, \(report.folders) folders")
            #expect(report.cuts > 100 || !report.problems.isEmpty)
            #expect(report.problems.isEmpty, "seed \(seed)")
        }
    }

    @Test func `the test sees what a disk that ignores syncs loses`() async throws {
        let run = try await PowerLossRun.record(seed: Self.seed, rounds: 4)
        #expect(await !problems(of: run, lie: .everySync, about: "is lost").isEmpty)
    }

    @Test func `the test sees what a store without FULL loses`() async throws {
        let run = try await PowerLossRun.record(seed: Self.seed, rounds: 4, refusesFull: true)
        #expect(await !problems(of: run, lie: nil, about: "is lost").isEmpty)
    }

    @Test func `the test sees what a store that never synced its folder of uploads loses`() async throws {
        let run = try await PowerLossRun.record(seed: Self.seed, rounds: 4)
        #expect(await !problems(of: run, lie: .folderSyncs, about: "the image").isEmpty)
    }

    /// SQLite syncs the folder of a new log, and with it the name of the folder of uploads.
    @Test func `the data folder is synced before the first acknowledgement`() async throws {
        let run = try await PowerLossRun.record(seed: Self.seed, rounds: 1)
        let synced = run.events.firstIndex { event in
            if case .syncEnd = event.kind { event.name.isEmpty } else { false }
        }
        let place = try #require(synced)
        #expect(run.ledger.jobs.allSatisfy { !run.ledger.isDue($0, at: place) })
    }

    private func problems(of run: PowerLossRun, lie: Disk.Lie?, about text: String) async -> [String] {
        let report = await Blackouts(run: run, seed: Self.seed, worksOnEvery: .max, lie: lie, enough: 100).report()
        for problem in report.problems { Self.removeFolder(of: problem) }
        return report.problems.filter { $0.contains(text) }
    }

    /// Folders with problems are kept to be looked at, but not those of problems that are wanted.
    private static func removeFolder(of problem: String) {
        guard let name = problem.split(separator: " ").first(where: { $0.hasPrefix("/tmp/") }) else { return }
        try? FileManager.default.removeItem(atPath: String(name.dropLast()))
    }
}
