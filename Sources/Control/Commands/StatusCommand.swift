// `lectorctl status`.

import ArgumentParser

struct StatusCommand: StoreCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "How the queue stands.")
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    func run(in session: Session) async throws {
        let view = try await StatusView.read(session)
        try await session.print(view.lines(session.console.screen())) { view.write(to: &$0) }
    }
}
