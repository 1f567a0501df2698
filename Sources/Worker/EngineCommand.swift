// `lector-worker engine`: what a worker starts for each of its slots. Nobody else has a use for it.

import ArgumentParser
import Recognition

/// Reads images that come over one descriptor, until that or the lifeline ends.
struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Reads images for a worker; started by it.",
        shouldDisplay: false
    )

    @Option(help: "Tesseract's language names, joined by +.")
    var languages: String

    @Option(help: "The descriptor of the frames.")
    var frames: Int32

    @Option(help: "The descriptor that ends when the worker does.")
    var lifeline: Int32

    @Option(help: "Bytes of data that may be allocated.")
    var memoryLimit: UInt64

    /// Never returns: the process ends here.
    func run() {
        EngineProcess.run(
            languages: languages.split(separator: "+").map(String.init),
            frames: frames,
            lifeline: lifeline,
            memoryLimit: memoryLimit
        )
    }

    /// The command line that starts it.
    static func arguments(languages: [String], frames: Int32, lifeline: Int32, memoryLimit: Int) -> [String] {
        [
            "engine", "--languages", languages.joined(separator: "+"), "--frames", "\(frames)",
            "--lifeline", "\(lifeline)", "--memory-limit", "\(memoryLimit)",
        ]
    }
}
