// What `lectorctl health` says of a service.

import ArgumentParser
import Synchronization
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(1)))
struct HealthTests {
    private func ask(_ arguments: [String], _ environment: [String: String]) async throws -> (String, Failure?) {
        let (output, errors) = (MemorySink(), MemorySink())
        let console = Console(output: output, errors: errors, screen: { Screen(width: 80) }, ask: { _ in nil })
        let command = try #require(try await Lectorctl.asyncParseAsRoot(["health"] + arguments) as? HealthCommand)
        do {
            try await command.ask(environment, console)
            return (output.text, nil)
        } catch {
            return (output.text, Failure.from(error))
        }
    }

    @Test(arguments: [([], "/health", "ok\n"), (["--ready"], "/ready", "ready\n")])
    func `a service that lives is asked at the port that it is told`(
        arguments: [String],
        path: String,
        said: String
    ) async throws {
        let asked = Mutex<[String]>([])
        try await StubServer.run { request in
            asked.withLock { $0.append(request.uri) }
            return .answer(200)
        } _: { port in
            for name in ["PORT", "LECTOR_HTTP_PORT"] {
                let (output, failure) = try await ask(arguments, [name: "\(port)"])
                #expect(failure == nil)
                #expect(output == said)
            }
        }
        #expect(asked.withLock { $0 } == [path, path])
    }

    @Test func `one that says no, and none, are the same to who asks`() async throws {
        let port = Mutex(0)
        try await StubServer.run { _ in
            .answer(503)
        } _: { bound in
            port.withLock { $0 = bound }
            let (_, failure) = try await ask(["--ready", "--url", "http://127.0.0.1:\(bound)"], [:])
            #expect(failure?.code == 69)
            #expect(failure?.message?.hasSuffix("/ready answers 503") == true)
        }
        let (output, failure) = try await ask([], ["LECTOR_URL": "http://127.0.0.1:\(port.withLock { $0 })"])
        #expect(output.isEmpty && failure?.code == 69)
    }
}
