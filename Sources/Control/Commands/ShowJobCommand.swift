// `lectorctl jobs show`.

import ArgumentParser
import FoundationEssentials
import Shared

struct ShowJobCommand: StoreCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one job.")
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    @Argument(help: "The job.")
    var id: JobID

    @Flag(help: "Also the text that was read.")
    var text = false

    func run(in session: Session) async throws {
        guard let job = try await session.store.job(id), let background = try await session.store.background(of: id)
        else {
            await session.console.complain("\(id): unknown")
            throw Failure.incomplete
        }
        let card = JobCard(job: job, background: background, now: Date())
        let screen = session.console.screen()
        var lines = card.lines(screen)
        if text, let read = job.result?.text { lines += ["", screen.isTerminal ? Harmless.text(read) : read] }
        try await session.print(lines) { card.write(to: &$0, withText: text) }
    }
}
