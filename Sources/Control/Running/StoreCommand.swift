// How every command on the store runs: settings, store, its own part.

import ArgumentParser
import FoundationEssentials
import Shared

/// A command that works on the store.
protocol StoreCommand: AsyncParsableCommand {
    static var access: StoreAccess { get }
    var options: StoreOptions { get }
    func run(in session: Session) async throws
}

extension StoreCommand {
    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment)
        try await console.reporting {
            let (store, path) = try await Opening.store(options, for: Self.access, environment: environment)
            try await run(in: Session(store: store, console: console, database: path, json: options.json))
        }
    }
}
