// `lectorctl health`.

import ArgumentParser
import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import Shared

/// For health checks where there is no other client, as in a container.
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Asks a service whether it lives, or would take a request now.",
        discussion: "Exit code 0: it does; 69: it does not, or there is none."
    )
    private static let patience = TimeAmount.seconds(5)

    @Option(help: ArgumentHelp("The service; LECTOR_URL says the same. (default: this machine)", valueName: "url"))
    var url: ServiceAddress?

    @Flag(help: "Ask whether it would take a request, too.")
    var ready = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let console = Console.standard(environment)
        try await console.reporting { try await ask(environment, console) }
    }

    /// - Throws: `Failure` where the answer is no, or none comes.
    func ask(_ environment: [String: String], _ console: Console) async throws {
        let address = try url ?? ServiceAddress.standard(environment)
        let path = ready ? "/ready" : "/health"
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: address.url(path)),
                timeout: Self.patience
            )
        } catch {
            throw Failure(Failure.unavailable, "\(address.text) does not answer: \(error)")
        }
        guard response.status == .ok else {
            throw Failure(Failure.unavailable, "\(address.text)\(path) answers \(response.status.code)")
        }
        try await console.print(ready ? "ready" : "ok")
    }
}
