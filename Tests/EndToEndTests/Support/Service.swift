// A real Lector for a test: the built programs, a folder of their own, real HTTP.

import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import Shared
import TestSupport
import Testing

/// A running `lector-api` with its local worker.
final class Service: Sendable {
    let api: ChildProcess
    let folder: String
    let port: Int
    let log: ProcessLog

    var url: String { "http://127.0.0.1:\(port)" }
    var database: String { folder + "/data/lector.sqlite" }

    private init(api: ChildProcess, folder: String, port: Int, log: ProcessLog) {
        self.api = api
        self.folder = folder
        self.port = port
        self.log = log
    }

    /// Runs `body` against a service that is ready, and ends the service whatever `body` does.
    static func run<Value>(
        _ settings: [String: String] = [:],
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Service) async throws -> Value
    ) async throws -> Value {
        let service = try await start(settings)
        defer { service.api.send(signal: SIGKILL) }
        try await service.becomesReady()
        let value = try await body(service)
        service.api.send(signal: SIGTERM)
        let status = try await Deadline.seconds(20) { await service.api.exitStatus() }
        #expect(status == .exited(0), "\(service.log.text)")
        return value
    }

    /// Starts a service, which need not be ready yet.
    ///
    /// Whoever starts it ends it.
    static func start(_ settings: [String: String] = [:], folder: String? = nil) async throws -> Service {
        let folder = try folder ?? Folders.temporary()
        let log = try ProcessLog()
        let defaults = [
            "LECTOR_HTTP_PORT": "0", "LECTOR_DATABASE": folder + "/data/lector.sqlite", "LECTOR_RATE_LIMIT": "off",
            "LECTOR_WORKERS": "2", "LECTOR_LOG_LEVEL": "debug", "PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1",
        ]
        let api = try ChildProcess.spawn(
            executable: Folders.programs + "/lector-api",
            arguments: [],
            environment: Sanitizer.environment.merging(defaults) { $1 }.merging(settings) { $1 },
            inheriting: [1: log.writeEnd, 2: log.writeEnd]
        )
        log.closeWriteEnd()
        do {
            let line = try await log.line(containing: "listening on")
            let port = try #require(
                line.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) },
                "\(line)"
            )
            return Service(api: api, folder: folder, port: port, log: log)
        } catch {
            api.send(signal: SIGKILL)
            throw error
        }
    }

    func becomesReady() async throws {
        try await eventually("the service is ready") { try await self.get("/ready").status == 200 }
    }

    /// The local worker, as far as there is one now.
    var worker: Int32? { Processes.children(of: api.pid).first }

    /// The engines of the local worker.
    var engines: [Int32] { worker.map { Processes.children(of: $0) } ?? [] }
}
