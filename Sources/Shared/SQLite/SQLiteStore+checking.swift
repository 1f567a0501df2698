// Checking and copying the whole store.

import GRDB
import Glibc

extension SQLiteStore {
    /// Below this much free space on the disk, uploads are about to be refused.
    private static let scarceDisk: UInt64 = 512 << 20
    /// A write-ahead log above this is held up by a reader, or by nobody checkpointing.
    private static let longLog: Int64 = 64 << 20

    package func check() async throws(StoreError) -> [CheckFinding] {
        let (now, folder) = (clock.now, uploads)
        var findings = try await read { database in
            [
                try Self.integrity(database), try Self.constraints(database), try Self.counts(database),
                try Self.stuck(database, now), try Self.orphans(database), try Self.clock(database, now),
                try Self.workers(database, now), try Self.pause(database),
                try Self.images(database, folder),
            ]
        }
        findings += [await files(), disk(), log()]
        return findings
    }

    /// By SQLite's online backup (https://sqlite.org/backup.html).
    package func backup(to path: String) async throws(StoreError) {
        let pool = pool
        let outcome = await FileSystemCalls.run { () -> Result<Void, any Error> in
            Result {
                guard !File.exists(path) else { throw StoreError.unavailable("\(path) exists already") }
                let copy = try DatabaseQueue(path: path)
                try pool.backup(to: copy)
                try copy.close()
                try File.sync(path)
            }
        }
        do { try outcome.get() } catch { throw StoreError(error) }
    }

    private static func integrity(_ database: Database) throws -> CheckFinding {
        let said: [String] = try database.rows("PRAGMA integrity_check(5)").map { $0[0] }
        let isSound = said == ["ok"]
        return CheckFinding(
            check: "integrity",
            severity: isSound ? .ok : .error,
            detail: isSound ? "every page and index is sound" : said.joined(separator: "; ")
        )
    }

    private static func constraints(_ database: Database) throws -> CheckFinding {
        let broken = try database.rows("PRAGMA foreign_key_check").count
        return finding("references", broken, .error, "rows refer to rows that are not there")
    }

    private static func counts(_ database: Database) throws -> CheckFinding {
        let wrong: Int? = try database.value(
            "SELECT count(*) FROM job_counts AS c WHERE jobs <> (SELECT count(*) FROM jobs WHERE state = c.state)"
        )
        return finding("counts", wrong ?? 0, .error, "states have another count than job_counts says")
    }

    /// What runs without a lease, though somebody is there who would take it over.
    private static func stuck(_ database: Database, _ now: StoreTime) throws -> CheckFinding {
        let lost: Int? = try database.value(
            """
            SELECT count(*) FROM recognitions
            WHERE state = 'running' AND (boot <> ? OR lease_uptime < ?)
            """,
            [now.boot, now.uptime - 5000]
        )
        return finding("leases", lost ?? 0, .warning, "recognitions run on a lease that is over: no worker claims")
    }

    private static func orphans(_ database: Database) throws -> CheckFinding {
        let unused: Int? = try database.value(
            """
            SELECT count(*) FROM recognitions AS r WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE recognition = r.id)
                OR state IN ('queued', 'delayed', 'running') <> EXISTS (
                    SELECT 1 FROM jobs WHERE recognition = r.id AND jobs.state IN ('queued', 'delayed', 'running'))
            """
        )
        return finding("orphans", unused ?? 0, .error, "recognitions have no job, or their jobs another state")
    }

    private static func clock(_ database: Database, _ now: StoreTime) throws -> CheckFinding {
        let ahead: Int? = try database.value(
            "SELECT count(*) FROM jobs WHERE created_at > ?",
            [now.wallMilliseconds + 60_000]
        )
        return finding("clock", ahead ?? 0, .warning, "jobs come from the future: the wall clock was set back")
    }

    private static func workers(_ database: Database, _ now: StoreTime) throws -> CheckFinding {
        let alive = try database.rows(
            "SELECT DISTINCT version FROM workers WHERE boot = ? AND alive_until_uptime > ?",
            [now.boot, now.uptime]
        ).map { $0[0] as String }
        let others = alive.filter { $0 != Lector.version }
        if alive.isEmpty { return CheckFinding(check: "workers", severity: .warning, detail: "no worker is alive") }
        guard !others.isEmpty else { return CheckFinding(check: "workers", severity: .ok, detail: "of this version") }
        let detail = "workers of version \(others.joined(separator: ", ")) beside \(Lector.version)"
        return CheckFinding(check: "workers", severity: .warning, detail: detail)
    }

    private static func pause(_ database: Database) throws -> CheckFinding {
        let isPaused = try database.isPaused()
        let detail = isPaused ? "the queue is paused" : "the queue is open"
        return CheckFinding(check: "pause", severity: isPaused ? .warning : .ok, detail: detail)
    }

    private static func images(_ database: Database, _ uploads: UploadFolder) throws -> CheckFinding {
        let needed = try database.rows(
            "SELECT DISTINCT upload FROM recognitions WHERE state IN ('queued', 'delayed', 'running')"
        )
        let lost = needed.count { !uploads.contains($0[0]) }
        return finding("images", lost, .error, "images that are to be read are not in uploads/")
    }

    private func files() async -> CheckFinding {
        let (uploads, now) = (uploads, clock.now.wall)
        let names = await FileSystemCalls.run { (try? uploads.oldNames(now: now)) ?? [] }
        let keep = policy.keepUploads
        let unneeded = try? await read { database in try names.count { try !Self.isNeeded($0, keep, database) } }
        return Self.finding("uploads", unneeded ?? 0, .warning, "files in uploads/ are needed by no job")
    }

    private func disk() -> CheckFinding {
        var status = statvfs()
        guard statvfs(uploads.path, &status) == 0 else {
            return CheckFinding(check: "disk", severity: .error, detail: "the free space cannot be read")
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let detail = "\(free >> 20) MB are free"
        return CheckFinding(check: "disk", severity: free < Self.scarceDisk ? .warning : .ok, detail: detail)
    }

    private func log() -> CheckFinding {
        let bytes = logBytes
        let detail = "the write-ahead log has \(bytes >> 20) MB"
        return CheckFinding(check: "wal", severity: bytes > Self.longLog ? .warning : .ok, detail: detail)
    }

    private static func finding(
        _ check: String,
        _ count: Int,
        _ severity: CheckFinding.Severity,
        _ what: String
    ) -> CheckFinding {
        count == 0
            ? CheckFinding(check: check, severity: .ok, detail: "none")
            : CheckFinding(check: check, severity: severity, detail: "\(count) \(what)")
    }
}
