// The program `lector-worker`: a worker, or, as `lector-worker engine`, one of its engines.

import ArgumentParser

@main
enum LectorWorker {
    /// On the main thread, which an engine keeps for good: it has the large stack.
    @MainActor static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == EngineCommand.configuration.commandName {
            EngineCommand.main(Array(arguments.dropFirst()))
        } else {
            await WorkerCommand.main(arguments)
        }
    }
}
