// The options that every command has.

import ArgumentParser

struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The database; LECTOR_DATABASE says the same.", valueName: "path"),
        completion: .file(extensions: ["sqlite"])
    )
    var database: String?

    @Option(
        help: ArgumentHelp("A JSON file with settings; LECTOR_CONFIG says the same.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var config: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    /// As the settings have them.
    var settings: [String] {
        (database.map { ["--database", $0] } ?? []) + (config.map { ["--config", $0] } ?? [])
    }
}
