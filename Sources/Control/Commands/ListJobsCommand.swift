// `lectorctl jobs list` and `lectorctl failed list`.

import ArgumentParser
import FoundationEssentials
import Shared

struct ListJobsCommand: StoreCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists jobs, the newest first.")
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    @Option(help: "Only jobs in this state.")
    var state: JobState?

    @OptionGroup var filter: JobFilter

    func run(in session: Session) async throws {
        try await filter.list(state, in: session)
    }
}

/// What narrows a list of jobs, beside their state.
struct JobFilter: ParsableArguments {
    private static let limits = 1...10_000

    @Option(help: "Only jobs of this client.")
    var client: String?

    @Option(help: "Only jobs that failed with this code.")
    var code: FailureCode?

    @Option(help: "At most so many.")
    var limit = 50

    @Option(help: ArgumentHelp("Only jobs made before this one.", valueName: "id"))
    var before: JobID?

    func validate() throws {
        guard Self.limits.contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
    }

    func list(_ state: JobState?, in session: Session) async throws {
        let found = try await session.store.jobs(
            // One more than wanted says whether there are more.
            JobSelection(state: state, client: client, code: code, before: before, limit: limit + 1)
        )
        let jobs = Array(found.prefix(limit))
        let next = found.count > limit ? jobs.last?.id : nil
        let screen = session.console.screen()
        var lines = jobs.isEmpty ? ["no jobs"] : JobTable.lines(jobs, now: Date(), screen)
        if let next, screen.isTerminal { lines.append("more: --before \(next)") }
        try await session.print(lines) { json in
            json.array("jobs", jobs) { $0.writeWithFailure(to: &$1) }
            json.member("next_before", next?.description)
        }
    }
}
