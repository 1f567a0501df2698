// `lectorctl workers`.

import ArgumentParser
import FoundationEssentials
import Shared

struct WorkersCommand: StoreCommand {
    static let configuration = CommandConfiguration(commandName: "workers", abstract: "Workers of the last day.")
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    func run(in session: Session) async throws {
        let workers = try await session.store.workers()
        let lines = WorkerTable.lines(workers, now: Date(), session.console.screen())
        try await session.print(lines) { json in json.array("workers", workers) { $0.write(to: &$1) } }
    }
}
