// Jobs as a table and as JSON.

import FoundationEssentials
import Shared

enum JobTable {
    private static let columns = [
        Column(title: "ID"),
        Column(title: "STATE", rank: 1),
        Column(title: "AGE", alignment: .right, rank: 2),
        Column(title: "TOOK", alignment: .right, rank: 5),
        Column(title: "TRIES", alignment: .right, rank: 6),
        Column(title: "CLIENT", minimum: 9, rank: 7),
        Column(title: "FILE", minimum: 10, rank: 4),
        Column(title: "NOTE", minimum: 16, rank: 3),
    ]

    static func lines(_ jobs: [JobListing], now: Date, _ screen: Screen) -> [String] {
        let table = Table(columns: columns, rows: jobs.map { row(of: $0, now: now) })
        return table.lines(width: screen.width, hasColour: screen.hasColour)
    }

    private static func row(of job: JobListing, now: Date) -> [Cell] {
        let took = job.startedAt.map { (job.finishedAt ?? now).since($0).span }
        return [
            Cell(job.id.description),
            Cell(job.state.rawValue, job.state.style),
            Cell(now.since(job.createdAt).age),
            Cell(took ?? ""),
            Cell("\(job.attempts)"),
            Cell(job.client),
            Cell(job.filename ?? ""),
            Cell(note(on: job)),
        ]
    }

    private static func note(on job: JobListing) -> String {
        if let failure = job.failure { return "\(failure.code.rawValue): \(failure.message)" }
        if job.state == .running {
            let worker = job.worker.map { " on \(WorkerTable.shortName($0))" } ?? ""
            return "\(Percent.text(job.progress))\(worker)"
        }
        return job.isCached ? "cached" : ""
    }
}

extension JobListing {
    /// As operators are told: with why it failed.
    func writeWithFailure(to json: inout JSONWriter) {
        write(to: &json)
        json.member("error", failure)
    }
}
