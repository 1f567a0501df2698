// The program `lector-worker`: a worker, or, as `lector-worker engine`, one of its engines, or, as `lector-worker pdf`,
// what makes one PDF.

import ArgumentParser

@main
enum LectorWorker {
    /// On the main thread, which an engine keeps for good: it has the large stack.
    @MainActor static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case EngineCommand.configuration.commandName: EngineCommand.main(Array(arguments.dropFirst()))
        case PDFCommand.configuration.commandName: PDFCommand.main(Array(arguments.dropFirst()))
        default: await WorkerCommand.main(arguments)
        }
    }
}
