// `lectorctl queue`.

import ArgumentParser
import Shared

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Pauses and resumes the queue.",
        subcommands: [PauseCommand.self, ResumeCommand.self]
    )
}

struct PauseCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Has no more jobs claimed. They are still accepted, and what runs goes on."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    func run(in session: Session) async throws {
        try await session.store.setPaused(true)
        try await session.print(["paused"]) { $0.member("paused", true) }
    }
}

struct ResumeCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Has jobs claimed again, at once. Their waits begin anew."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    func run(in session: Session) async throws {
        try await session.store.setPaused(false)
        try await session.print(["open"]) { $0.member("paused", false) }
    }
}
