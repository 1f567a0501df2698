// The state of the queue on one screen.

import FoundationEssentials
import Shared

struct StatusView: Sendable {
    let database: String
    let summary: QueueSummary
    let workers: [WorkerListing]
    let now: Date

    static func read(_ session: Session) async throws -> StatusView {
        StatusView(
            database: session.database,
            summary: try await session.store.summary(),
            workers: try await session.store.workers(),
            now: Date()
        )
    }

    func lines(_ screen: Screen) -> [String] {
        facts(screen) + [""] + WorkerTable.lines(workers, now: now, screen)
    }

    /// Everything but the workers.
    func facts(_ screen: Screen) -> [String] {
        let card = Card(rows: [
            ("database", Cell(database)),
            ("queue", summary.isPaused ? Cell("paused", .yellow) : Cell("open", .green)),
            ("jobs", Cell(counts)),
            ("waiting", Cell(waiting)),
            ("workers", Cell(slots, summary.workersAlive == 0 ? .yellow : nil)),
            ("service", Cell(summary.serviceTime.map { "\($0.span) an image" } ?? "not known yet")),
            ("wal", Cell(Bytes.text(summary.logBytes))),
        ])
        return card.lines(screen)
    }

    private var counts: String {
        JobState.allCases.map { "\(summary.jobs[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    }

    private var waiting: String {
        guard let oldest = summary.oldestWait else { return "nobody" }
        return "oldest \(oldest.age), \(Plural.text(summary.clientsWaiting, "client"))"
    }

    private var slots: String {
        "\(summary.workersAlive) alive, \(Plural.text(summary.slots, "slot"))"
    }
}

extension StatusView {
    func write(to json: inout JSONWriter) {
        json.member("database", database)
        json.member("paused", summary.isPaused)
        json.name("jobs")
        json.object { jobs in
            for state in JobState.allCases { jobs.member(state.rawValue, summary.jobs[state] ?? 0) }
        }
        json.member("clients_waiting", summary.clientsWaiting)
        json.member("oldest_wait_ms", summary.oldestWait)
        json.member("workers_alive", summary.workersAlive)
        json.member("slots", summary.slots)
        json.member("service_time_ms", summary.serviceTime)
        json.member("wal_bytes", summary.logBytes)
        json.array("workers", workers) { $0.write(to: &$1) }
    }
}
