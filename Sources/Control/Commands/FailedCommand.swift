// `lectorctl failed`.

import ArgumentParser
import Shared

struct FailedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed",
        abstract: "Lists failed jobs and tries them again.",
        subcommands: [ListFailedCommand.self, RetryFailedCommand.self]
    )
}

struct ListFailedCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists failed jobs, the newest first."
    )
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    @OptionGroup var filter: JobFilter

    func run(in session: Session) async throws {
        try await filter.list(.failed, in: session)
    }
}

struct RetryFailedCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Queues all failed jobs again whose image is kept, and prints how many."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    @Option(help: "Only jobs that failed with this code.")
    var code: FailureCode?

    func run(in session: Session) async throws {
        let count = try await session.store.retryFailed(code)
        try await session.print(["\(Plural.text(count, "job")) queued again"]) { $0.member("queued", count) }
    }
}
