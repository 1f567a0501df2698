// `lectorctl read` as a process that gets signals.

import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(1)))
struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `the first signal takes the jobs back`(signal: Int32) async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let service = StubService { request, _ in
            request.method == "GET" ? .answer(200, [:], #"{"id":"","state":"running"}"#) : nil
        }
        try await service.run { port in
            let program = try Program(["read", folder, "--url", "http://127.0.0.1:\(port)"])
            defer { program.send(SIGKILL) }
            #expect(try await eventually { Set(service.requests("GET").map(\.uri)).count == 2 })
            program.send(signal)
            #expect(await program.end() == .exited(128 + signal))
            #expect(Set(service.requests("DELETE").map(\.uri)).count == 2)
        }
    }

    @Test func `the second signal is the end`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let isAsked = Mutex(false)
        let isLeaving = Mutex(false)
        try await StubServer.run { request in
            switch request.method {
            case "POST": return .answer(202, [:], #"{"id":"01936d3a-0000-7000-8000-000000000000","state":"queued"}"#)
            case "GET":
                isAsked.withLock { $0 = true }
                return .answer(200, [:], #"{"id":"","state":"running"}"#)
            default:
                // The first signal waits for this answer.
                isLeaving.withLock { $0 = true }
                await untilCancelled()
                return .drop
            }
        } _: { port in
            let program = try Program(["read", folder, "--url", "http://127.0.0.1:\(port)"])
            defer { program.send(SIGKILL) }
            #expect(try await eventually { isAsked.withLock { $0 } })
            program.send(SIGTERM)
            #expect(try await eventually { isLeaving.withLock { $0 } })
            program.send(SIGINT)
            #expect(await program.end() == .exited(128 + SIGINT))
        }
    }

    @Test func `a signal that was ignored before stays ignored`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let asked = Mutex(0)
        let isSent = Mutex(false)
        let service = StubService { request, _ in
            guard request.method == "GET", request.kind == "job" else { return nil }
            if isSent.withLock({ $0 }) { asked.withLock { $0 += 1 } }
            // Time for the signals to arrive.
            return asked.withLock { $0 } < 3 ? .answer(200, [:], #"{"id":"","state":"running"}"#) : nil
        }
        try await service.run { port in
            let program = try Program(
                ["read", folder, "--url", "http://127.0.0.1:\(port)"],
                ignoring: ["HUP", "INT"]
            )
            defer { program.send(SIGKILL) }
            #expect(try await eventually { !service.requests("GET").isEmpty })
            for signal in [SIGHUP, SIGINT] { program.send(signal) }
            isSent.withLock { $0 = true }
            #expect(await program.end() == .exited(0))
        }
    }
}
