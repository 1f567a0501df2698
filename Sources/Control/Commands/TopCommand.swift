// `lectorctl top`.

import ArgumentParser
import Glibc
import Shared

struct TopCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Shows queue, running jobs and workers, again and again, until Ctrl-C.",
        discussion: "Where the output is no terminal it prints one frame after the other; with --json one line a frame."
    )
    static let access = StoreAccess.looking
    private static let shortest = Duration.milliseconds(100)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Between two frames.", valueName: "time"), transform: Time.parse)
    var interval = Duration.seconds(1)

    @Option(help: ArgumentHelp("End after so many frames.", valueName: "number"))
    var count: Int?

    func validate() throws {
        guard interval >= Self.shortest else { throw ValidationError("--interval must be at least 100ms.") }
        guard count.map({ $0 > 0 }) ?? true else { throw ValidationError("--count must be at least 1.") }
    }

    func run(in session: Session) async throws {
        let display = Display(session)
        try await Pulse.beat(every: interval) { pulse in
            try await display.begin()
            do {
                try await show(on: display, pulse, session)
            } catch {
                await display.end()
                throw error
            }
            await display.end()
        }
    }

    private func show(on display: Display, _ pulse: Pulse, _ session: Session) async throws {
        var left = count
        for await _ in pulse.beats {
            if pulse.isOver { return }
            try await display.show(try await Frame.read(session))
            left = left.map { $0 - 1 }
            if left == 0 { return }
        }
    }
}
