// Workers as a table and as JSON.

import FoundationEssentials
import Shared

enum WorkerTable {
    private static let columns = [
        Column(title: "WORKER"),
        Column(title: "STATE", rank: 1),
        Column(title: "SLOTS", alignment: .right, rank: 3),
        Column(title: "RUNNING", alignment: .right, rank: 2),
        Column(title: "DONE", alignment: .right, rank: 4),
        Column(title: "UP", alignment: .right, rank: 6),
        Column(title: "SEEN", alignment: .right, rank: 5),
        Column(title: "PID", alignment: .right, rank: 7),
        Column(title: "VERSION", minimum: 7, rank: 9),
        Column(title: "HOST", minimum: 8, rank: 8),
    ]

    static func lines(_ workers: [WorkerListing], now: Date, _ screen: Screen) -> [String] {
        guard !workers.isEmpty else { return ["no workers in the last day"] }
        let table = Table(columns: columns, rows: workers.map { row(of: $0, now: now) })
        return table.lines(width: screen.width, hasColour: screen.hasColour)
    }

    /// Enough of the id to tell workers apart.
    static func shortName(_ id: String) -> String { String(id.prefix(8)) }

    private static func row(of worker: WorkerListing, now: Date) -> [Cell] {
        let up = (worker.isAlive ? now : worker.seenAt).since(worker.startedAt)
        return [
            Cell(shortName(worker.id)),
            worker.isAlive ? Cell("alive", .green) : Cell("gone", .dim),
            Cell("\(worker.slots)"),
            Cell("\(worker.running)"),
            Cell("\(worker.finished)"),
            Cell(up.age),
            Cell(now.since(worker.seenAt).age),
            Cell("\(worker.pid)"),
            Cell(worker.version),
            Cell(worker.host),
        ]
    }
}

extension WorkerListing {
    func write(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("host", host)
        json.member("pid", pid)
        json.member("version", version)
        json.member("slots", slots)
        json.member("running", running)
        json.member("finished", finished)
        json.member("started_at", RFC3339.text(startedAt))
        json.member("seen_at", RFC3339.text(seenAt))
        json.member("alive", isAlive)
    }
}
