// Whole runs against a service that is not well.

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(1)))
struct TroubleTests {
    private static let impatience = ReadBench.patience(outage: .milliseconds(100))

    private final class Restart: Sendable {
        let isOver = Mutex(false)
    }

    @Test(arguments: [(429, "rate_limited"), (503, "queue_full")])
    func `a pause that is asked for is made, and said once`(status: Int, code: String) async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two", "3.png": "three"])
        let service = StubService { request, count in
            guard request.method == "POST", (2...3).contains(count) else { return nil }
            return .answer(status, ["Retry-After": "1"], #"{"code":"\#(code)","detail":"Too many."}"#)
        }
        try await service.run { port in
            let start = ContinuousClock.now
            let run = try await ReadBench.run([folder], port: port)
            #expect(run.failure == nil)
            #expect(run.output == "one\n\u{c}two\n\u{c}three\n")
            #expect(ContinuousClock.now - start >= .seconds(1))
            #expect(run.errors.split(separator: "\n").filter { $0 == "waits  1s  \(code)" }.count == 1, "\(run.errors)")
        }
    }

    @Test func `nobody sends more during a pause`() async throws {
        let files = Dictionary(uniqueKeysWithValues: (1...6).map { ("\($0).png", "\($0)") })
        let folder = try ReadBench.folder(files)
        let service = StubService { request, count in
            request.method == "POST" && count == 1 ? .answer(429, ["Retry-After": "1"]) : nil
        }
        try await service.run { port in
            let run = try await ReadBench.run([folder, "--jobs", "2"], port: port)
            #expect(run.failure == nil)
            let times = service.requests("POST").map(\.time)
            #expect(times.count == 7)
            // Those that were under way already.
            #expect(times.count { $0 - times[0] < .milliseconds(900) } <= 2)
        }
    }

    @Test func `a pause of hours is an error`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let service = StubService { request, _ in
            request.method == "POST" ? .answer(429, ["Retry-After": "7200"], #"{"code":"rate_limited"}"#) : nil
        }
        try await service.run { port in
            let run = try await ReadBench.run([folder], port: port)
            let line = "failed  \(folder)/1.png  gave_up: rate_limited: the service asks to wait for 2h00m more\n"
            #expect(run.errors == line)
            #expect(run.failure == .incomplete)
        }
    }

    @Test func `what is sent again after a lost connection is the same job`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let service = StubService { request, count in request.method == "POST" && count < 4 ? .drop : nil }
        try await service.run { port in
            let run = try await ReadBench.run([folder], port: port)
            #expect(run.failure == nil)
            #expect(run.output == "one\n\u{c}two\n")
            #expect(service.requests("POST").count == 5)
            #expect(service.jobs == 2)
        }
    }

    @Test func `a result that ends too early is fetched again`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let service = StubService { request, count in
            request.kind == "result" && [1, 2, 4].contains(count) ? .torn("on") : nil
        }
        try await service.run { port in
            let printed = try await ReadBench.run([folder], port: port)
            #expect(printed.output == "one\n")
            let output = folder + "/out"
            let kept = try await ReadBench.run([folder + "/1.png", "--output", output], port: port)
            #expect(kept.failure == nil)
            #expect(try Folder.names(in: output) == ["1.txt"])
        }
    }

    @Test func `a service that restarts is waited for`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let restart = Restart()
        let (ports, bound) = AsyncStream<Int>.makeStream()
        let errors = MemorySink()
        let service = StubService { request, _ in
            request.method == "GET" && !restart.isOver.withLock({ $0 }) ? .drop : nil
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let port = Mutex(0)
                try await service.run { (number: Int) async throws in
                    port.withLock { $0 = number }
                    bound.yield(number)
                    #expect(try await eventually { errors.text.contains("waits  ") })
                }
                restart.isOver.withLock { $0 = true }
                try await service.run(port: port.withLock { $0 }) { _ in await untilCancelled() }
            }
            let port = try #require(await ports.first { _ in true })
            let run = try await ReadBench.run([folder], port: port, sink: errors)
            #expect(run.failure == nil, "\(run.errors)")
            #expect(run.output == "one\n")
            #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("waits  ") }.count == 1, "\(run.errors)")
            group.cancelAll()
        }
    }

    @Test func `a service that is not there is the end`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let run = try await ReadBench.run([folder], port: 1, patience: Self.impatience)
        #expect(run.failure == Failure(69, "http://127.0.0.1:1 cannot be reached: Connection refused"))
        #expect(run.output == "")
    }

    @Test func `a service that stays away is an error of each file`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two", "3.png": "three"])
        let service = StubService { request, count in request.method == "POST" && count > 1 ? .drop : nil }
        try await service.run { port in
            let run = try await ReadBench.run([folder, "--jobs", "1"], port: port, patience: Self.impatience)
            #expect(run.failure == .incomplete)
            #expect(run.output == "one\n")
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count { $0.contains("  unreachable: http://127.0.0.1:") } == 2)
        }
    }

    @Test(arguments: [StubReply.drop, .answer(502), .answer(504, [:], "<html>")])
    func `a file that never gets through is given up while others are read`(reply: StubReply) async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let errors = MemorySink()
        let tries = Mutex(0)
        let service = StubService { request, _ in
            if request.filename == "1.png" { tries.withLock { $0 += 1 } }
            // Or the test would not end where it fails.
            guard tries.withLock({ $0 }) < 200 else { return nil }
            if request.filename == "1.png" { return reply }
            // The second goes on for as long as the first does.
            let isWaiting = request.method == "GET" && request.kind == "job" && !errors.text.contains("/1.png")
            return isWaiting ? .answer(200, [:], #"{"id":"","state":"running"}"#) : nil
        }
        try await service.run { port in
            let patience = ReadBench.patience(outage: .milliseconds(500))
            let run = try await ReadBench.run([folder], port: port, patience: patience, sink: errors)
            #expect(run.failure == .incomplete)
            #expect(run.output == "two\n")
            let line = "failed  \(folder)/1.png  unreachable: http://127.0.0.1:\(port) "
            #expect(run.errors.contains(line), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("waits  ") }.count == 1, "\(run.errors)")
        }
    }

    @Test func `another server is not taken for a Lector`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        try await StubServer.run({ _ in .answer(200, [:], "<html>") }) { port in
            let run = try await ReadBench.run([folder], port: port)
            #expect(run.errors == "failed  \(folder)/1.png  bad_answer: this is no job; is a Lector there?\n")
        }
    }

    @Test func `whoever goes takes the jobs along`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let service = StubService { request, _ in
            request.method == "GET" ? .answer(200, [:], #"{"id":"","state":"running"}"#) : nil
        }
        try await service.run { port in
            let run = Task { try await ReadBench.run([folder], port: port) }
            #expect(try await eventually { service.requests("GET").count >= 3 })
            run.cancel()
            _ = try await run.value
            #expect(Set(service.requests("DELETE").map(\.uri)).count == 2)
        }
    }
}
