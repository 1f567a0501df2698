// Commands that look.

import Shared
import Testing

@testable import Control

@Suite struct ListingTests {
    @Test func `status says how the queue stands and who works`() async throws {
        let bench = try Bench()
        try await bench.register()
        _ = try await bench.enqueue(1)
        try await bench.failNext()
        _ = try await bench.enqueue(2, client: "x")
        let run = try await bench.run("status")
        #expect(
            run.lines.prefix(4) == [
                "database  d.sqlite", "queue     open",
                "jobs      1 queued, 0 delayed, 0 running, 0 succeeded, 1 failed, 0 cancelled",
                "waiting   oldest 0s, 1 client",
            ]
        )
        #expect(run.lines.contains("workers   1 alive, 3 slots"))
        #expect(run.lines.last?.hasPrefix(bench.worker.description.prefix(8)) == true)
        #expect(run.lines.last?.hasSuffix("here") == true)
    }

    @Test func `status as JSON has its numbers under lasting names`() async throws {
        struct Status: Decodable {
            struct Worker: Decodable {
                var id: String
                var pid: Int
                var slots: Int
                var alive: Bool
                var seen_at: String
            }
            var paused: Bool
            var jobs: [String: Int]
            var clients_waiting: Int
            var oldest_wait_ms: Int?
            var service_time_ms: Int?
            var workers_alive: Int
            var slots: Int
            var wal_bytes: Int
            var workers: [Worker]
        }
        let bench = try Bench()
        try await bench.register()
        let run = try await bench.run("status", "--json")
        let status = try run.json(Status.self)
        #expect(run.lines.count == 1)
        #expect(status.jobs == ["queued": 0, "delayed": 0, "running": 0, "succeeded": 0, "failed": 0, "cancelled": 0])
        #expect(status.oldest_wait_ms == nil && status.service_time_ms == nil && status.wal_bytes > 0)
        #expect(status.workers.first?.id == bench.worker.description && status.workers.first?.alive == true)
        #expect(status.workers.first?.seen_at.hasSuffix("Z") == true)
    }

    @Test func `jobs are listed, narrowed, and paged`() async throws {
        struct Page: Decodable {
            struct Entry: Decodable {
                struct Failure: Decodable { var code: String }
                var id: String
                var state: String
                var error: Failure?
            }
            var jobs: [Entry]
            var next_before: String?
        }
        let bench = try Bench()
        let first = try await bench.enqueue(1, client: "x")
        try await bench.failNext(.outOfMemory, "Too large.")
        let second = try await bench.enqueue(2, client: "y")
        let all = try await bench.run("jobs", "list")
        #expect(all.lines.count == 3)
        #expect(all.lines[1].hasPrefix("\(second)  queued"))
        #expect(all.lines[2].hasSuffix("out_of_memory: Too large."))
        let page = try await bench.run("jobs", "list", "--limit", "1", "--json").json(Page.self)
        #expect(page.jobs.map(\.id) == [second.description] && page.next_before == second.description)
        let rest = try await bench.run("jobs", "list", "--before", second.description, "--json").json(Page.self)
        #expect(rest.jobs.map(\.id) == [first.description] && rest.next_before == nil)
        for narrowed in [
            try await bench.run("failed", "list", "--json"),
            try await bench.run("jobs", "list", "--state", "failed", "--json"),
            try await bench.run("jobs", "list", "--client", "x", "--code", "out_of_memory", "--json"),
        ] { #expect(try narrowed.json(Page.self).jobs.map(\.id) == [first.description]) }
        #expect(try await bench.run("failed", "list", "--code", "worker_lost").output == "no jobs\n")
    }

    @Test func `a stranger's file name does nothing to the terminal`() async throws {
        let bench = try Bench()
        let id = try await bench.enqueue(1, filename: "\u{1b}[2J\u{9b}1m\nx.png")
        for arguments in [("list", "--limit=9"), ("list", "--json"), ("show", id.description)] {
            let run = try await bench.run("jobs", arguments.0, arguments.1)
            let scalars = run.output.unicodeScalars.filter { $0 != "\n" }
            #expect(!scalars.contains(where: Harmless.isControl), "\(run.output)")
            #expect(run.output.contains("x.png"))
        }
    }

    @Test func `show tells all about a job, and its text where that is asked for`() async throws {
        let bench = try Bench()
        let id = try await bench.enqueue(1)
        let queued = try await bench.run("jobs", "show", id.description).output
        #expect(queued.contains("client       192.0.2.1\n") && queued.contains("ahead        0 jobs\n"))
        try await bench.finishNext("Water off\non Thursday")
        let done = try await bench.run("jobs", "show", id.description)
        #expect(done.output.contains("confidence   96%\n") && done.output.contains("options      eng, psm 3, auto\n"))
        #expect(!done.output.contains("Thursday"))
        let text = try await bench.run("jobs", "show", id.description.uppercased(), "--text")
        #expect(text.output.hasSuffix("\n\nWater off\non Thursday\n"))
        struct Shown: Decodable {
            struct Result: Decodable {
                var text: String?
                var words: Int
                var duration_ms: Int
            }
            var client: String
            var created_at: String
            var result: Result?
        }
        let json = try await bench.run("jobs", "show", id.description, "--text", "--json").json(Shown.self)
        #expect(json.result?.text == "Water off\non Thursday" && json.result?.duration_ms == 631)
        #expect(try await bench.run("jobs", "show", id.description, "--json").json(Shown.self).result?.text == nil)
    }

    @Test func `an unknown job is an error`() async throws {
        let run = try await Bench().run("jobs", "show", "01a205bc-dc08-75bf-80a1-03facc34eef3")
        #expect(run.failure == .incomplete)
        #expect(run.errors == "01a205bc-dc08-75bf-80a1-03facc34eef3: unknown\n")
        #expect(run.output.isEmpty)
    }

    @Test func `top shows frames with what runs`() async throws {
        let bench = try Bench()
        let id = try await bench.enqueue(1)
        _ = try await bench.store.claim(for: bench.worker, limit: 1, lease: .seconds(30))
        let run = try await bench.run("top", "--count", "2", "--interval", "100ms")
        #expect(run.lines.filter { $0.hasPrefix("\(id)  running") }.count == 2)
        #expect(!run.output.contains("\u{1b}"))
        let json = try await bench.run("top", "--count", "3", "--interval", "100ms", "--json")
        #expect(json.lines.count == 3)
        #expect(json.lines.allSatisfy { $0.hasPrefix(#"{"time":"20"#) && $0.contains(id.description) })
    }

    @Test func `on a terminal each frame takes the place of the last, and the terminal is given back`() async throws {
        let bench = try Bench()
        let screen = Screen(width: 60, height: 5, isTerminal: true, hasColour: true)
        let run = try await bench.run("top", "--count", "2", "--interval", "100ms", screen: screen)
        #expect(run.output.hasPrefix("\u{1b}[?1049h\u{1b}[?25l\u{1b}[H"))
        #expect(run.output.hasSuffix("\u{1b}[?25h\u{1b}[?1049l"))
        let frames = run.output.split(separator: "\u{1b}[H")
        #expect(frames.count == 3)
        // In Swift a carriage return and the line feed after it are one character.
        #expect(frames.last?.filter { $0 == "\r\n" }.count == 4)
    }
}
