// The command line of a worker, and how it is put together.

import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Recognition
import ServiceLifecycle
import Shared
import UnixSignals

/// Takes jobs from the store and has them read.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lector-worker",
        abstract: "Takes jobs from Lector's store and reads their images.",
        discussion: """
            Every setting is a variable such as LECTOR_DATABASE, or an option such as --database; \
            docs/operations.md lists them. Any number of workers may share a store.
            """,
        version: Lector.version
    )

    @Option(help: ArgumentHelp("A descriptor at whose end the worker ends at once.", valueName: "fd"))
    var lifeline: Int32?

    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Settings: --name value.", valueName: "setting"))
    var settings: [String] = []

    func run() async throws {
        if let lifeline { Lifeline.watch(lifeline) }
        let settings: Settings
        do throws(SettingsError) {
            settings = try await readSettings()
        } catch {
            Self.complain("lector-worker: \(error)")
            throw ExitCode(SettingsError.exitCode)
        }
        let logger = LogSetup.bootstrap(settings.log, label: "lector-worker")
        try await WorkerGroup(settings: settings, logger: logger).run()
    }

    private func readSettings() async throws(SettingsError) -> Settings {
        let read = try await Settings.read(
            arguments: settings,
            environment: ProcessInfo.processInfo.environment
        )
        try checkLanguages(of: read)
        return read
    }

    /// A worker whose default language is not there could do nothing.
    private func checkLanguages(of settings: Settings) throws(SettingsError) {
        let installed = Traineddata.installed()
        for language in settings.language.split(separator: "+") where !installed.contains(String(language)) {
            throw SettingsError("LECTOR_LANGUAGE names '\(language)', which is not in \(Traineddata.folder()).")
        }
    }

    static func complain(_ message: String) {
        let line = Array("\(message)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
