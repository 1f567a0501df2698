// `lectorctl read`.

import ArgumentParser
import FoundationEssentials
import Glibc
import Shared

struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Reads images through the service, and prints or keeps what stands in them.",
        discussion: """
            A folder stands for all images below it, - for standard input. Results are printed in the order of the \
            arguments, or kept with --output, each in a file of its own. Where the service asks for a pause it is \
            made; where it goes away it is tried again. Ctrl-C cancels what is not finished.
            """
    )
    private static let widths = 1...64

    @Argument(help: "Images, folders or -.", completion: .file())
    var files: [String]

    @Option(
        help: ArgumentHelp("The service; LECTOR_URL says the same. (default: http://127.0.0.1:8080)", valueName: "url")
    )
    var url: ServiceAddress?

    @Option(help: "What is made of each image.")
    var format = ResultFormat.text

    @Option(help: ArgumentHelp("Keep results there, at the places of their images.", valueName: "folder"))
    var output: String?

    @Flag(help: "Replace results that are there.")
    var force = false

    @Flag(inversion: .prefixedNo, help: "Look into folders of folders.")
    var recursive = true

    @Option(help: ArgumentHelp("Images at a time.", valueName: "number"))
    var jobs = 4

    @Flag(help: "Say nothing but errors that end everything.")
    var quiet = false

    @OptionGroup(title: "How it is read") var recognition: RecognitionArguments

    func validate() throws {
        guard Self.widths.contains(jobs) else { throw ValidationError("--jobs must be from 1 to 64.") }
        guard files.count(where: { $0 == "-" }) < 2 else { throw ValidationError("- can be read only once.") }
        guard output != "" else { throw ValidationError("--output needs the name of a folder.") }
        guard output != nil || !force else { throw ValidationError("--force goes with --output.") }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment)
        try await console.reporting {
            try await Interruption.guarding {
                try await read(environment, console, errors: { .current(environment, of: STDERR_FILENO) })
            }
        }
    }

    /// - Throws: `Failure`, or `CancellationError` where the task was cancelled.
    func read(
        _ environment: [String: String],
        _ console: Console,
        errors: @escaping @Sendable () -> Screen,
        patience: Patience = Patience()
    ) async throws {
        let address = try url ?? ServiceAddress.standard(environment)
        let finder = InputFinder(isRecursive: recursive)
        let inputs = await Blocking.run { [files] in finder.inputs(files) }
        let paths = try paths(inputs, console.screen())
        let manner: Report.Manner = quiet ? .quiet : errors().isTerminal ? .bar : .lines
        let report = Report(total: inputs.count, console: console, manner: manner, screen: errors)
        try await ReadRun(
            request: ReadRequest(
                format: format,
                fields: recognition.fields,
                replaces: force,
                width: jobs
            ),
            address: address,
            inputs: inputs,
            paths: paths,
            console: console,
            report: report,
            patience: patience
        )
        .run()
    }

    private func paths(_ inputs: [Input], _ screen: Screen) throws(Failure) -> [String?] {
        if let output { return try OutputPlan(folder: output, format: format).paths(inputs) }
        guard format.isChainable || inputs.count < 2 else {
            throw Failure(Failure.usage, "several results as \(format.rawValue) cannot follow each other: use --output")
        }
        guard format.isText || !screen.isTerminal else {
            throw Failure(Failure.usage, "\(format.rawValue) is not for terminals: use --output, or send it elsewhere")
        }
        return inputs.map { _ in nil }
    }
}
