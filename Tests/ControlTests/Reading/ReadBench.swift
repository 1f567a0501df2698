// `lectorctl read` as if typed, against a service of the test's.

import ArgumentParser
import Foundation
import Testing

@testable import Control
@testable import Shared

enum ReadBench {
    /// Tries again soon, and for long: machines that run tests are busy.
    static func patience(outage: Duration = .seconds(20)) -> Patience {
        var patience = Patience()
        patience.backOff = BackOff(first: .milliseconds(10), limit: .milliseconds(50))
        (patience.firstContact, patience.outage) = (outage, outage)
        return patience
    }

    /// Runs a command line; what is a terminal and what not is given by the screens, and the sink gets standard error.
    static func run(
        _ arguments: [String],
        port: Int,
        screen: Screen = Screen(width: 120),
        errors: Screen = Screen(width: 120),
        patience: Patience = patience(),
        sink: MemorySink = MemorySink()
    ) async throws -> Run {
        let output = MemorySink()
        let console = Console(output: output, errors: sink, screen: { screen }, ask: { _ in nil })
        let command = try #require(try await Lectorctl.asyncParseAsRoot(["read"] + arguments) as? ReadCommand)
        var failure: Failure?
        do {
            let environment = ["LECTOR_URL": "http://127.0.0.1:\(port)/"]
            try await command.read(environment, console, errors: { errors }, patience: patience)
        } catch {
            failure = Failure.from(error)
        }
        return Run(output: output.text, errors: sink.text, failure: failure)
    }

    /// A folder with files that hold these texts.
    static func folder(_ files: [String: String]) throws -> String {
        let folder = try Folder.temporary()
        for (name, text) in files {
            let path = URL(filePath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: path)
        }
        return folder
    }

    static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
