// Workers: what they publish of themselves.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func register(_ worker: WorkerRecord) async throws(StoreError) {
        let now = clock.now
        try await writes.write(.relaxed) { database, aftermath in
            let identity = String(decoding: try JSONEncoder().encode(worker.identity), as: UTF8.self)
            try database.run(
                """
                INSERT INTO workers (id, host, pid, version, slots, identity, boot, seen_uptime, alive_until_uptime,
                    started_at, seen_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8 + 30000, ?9, ?9)
                ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, slots = excluded.slots
                """,
                [
                    worker.id.description, worker.host, worker.pid, worker.version, worker.slots, identity, now.boot,
                    now.uptime, now.wallMilliseconds,
                ]
            )
            aftermath.wake(.status)
        }
    }

    package func silence(ofProcess pid: Int32) async throws(StoreError) -> Duration? {
        let now = clock.now
        return try await read { database in
            let seen: Int64? = try database.value(
                "SELECT seen_uptime FROM workers WHERE pid = ? AND host = ? AND boot = ? ORDER BY started_at DESC LIMIT 1",
                [pid, HostName.current, now.boot]
            )
            return seen.map { .milliseconds(max(0, now.uptime - $0)) }
        }
    }

    package func probe() async throws(StoreError) {
        try await writes.write(.relaxed) { _, _ in }
    }

    package func unregister(_ worker: WorkerID) async throws(StoreError) {
        let now = clock.now
        try await writes.write(.relaxed) { database, aftermath in
            try database.run(
                "UPDATE workers SET alive_until_uptime = ?, boot = ? WHERE id = ?",
                [now.uptime, now.boot, worker.description]
            )
            aftermath.wake(.status)
        }
    }
}
