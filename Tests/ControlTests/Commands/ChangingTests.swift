// Commands that change something.

import ArgumentParser
import Glibc
import Shared
import Testing

@testable import Control

@Suite struct ChangingTests {
    private static let unknown = "01a205bc-dc08-75bf-80a1-03facc34eef3"

    @Test func `each id has its answer, and one that cannot be done makes the whole incomplete`() async throws {
        let bench = try Bench()
        let failed = try await bench.enqueue(1)
        try await bench.failNext()
        let broken = try await bench.enqueue(2)
        try await bench.failNext(.invalidImage)
        let done = try await bench.enqueue(3)
        try await bench.finishNext()
        let run = try await bench.run(
            "jobs",
            "retry",
            failed.description,
            broken.description,
            done.description,
            Self.unknown
        )
        #expect(run.output == "\(failed) queued\n")
        #expect(
            run.errors == """
                \(broken): its image is gone
                \(done): succeeded: there is nothing to try again
                \(Self.unknown): unknown

                """
        )
        #expect(run.failure == .incomplete)
        #expect(try await bench.store.job(failed)?.state == .queued)
    }

    @Test func `answers as JSON are one document`() async throws {
        struct Answers: Decodable {
            struct Answer: Decodable {
                var id: String
                var done: Bool
                var state: String?
                var reason: String?
            }
            var jobs: [Answer]
        }
        let bench = try Bench()
        let id = try await bench.enqueue(1)
        let run = try await bench.run("jobs", "cancel", id.description, id.description, Self.unknown, "--json")
        let answers = try run.json(Answers.self).jobs
        #expect(answers.map(\.done) == [true, false, false])
        #expect(answers.map(\.state) == ["cancelled", "cancelled", nil])
        #expect(answers.map(\.reason) == [nil, "already_final", "unknown"])
        #expect(run.failure == .incomplete)
    }

    @Test func `only final jobs are deleted`() async throws {
        let bench = try Bench()
        let id = try await bench.enqueue(1)
        let early = try await bench.run("jobs", "delete", id.description)
        #expect(early.errors == "\(id): queued: it has to be cancelled first\n" && early.failure == .incomplete)
        #expect(try await bench.run("jobs", "cancel", id.description).output == "\(id) cancelled\n")
        let late = try await bench.run("jobs", "delete", id.description)
        #expect(late.output == "\(id) deleted\n" && late.failure == nil)
        #expect(try await bench.store.job(id) == nil)
    }

    @Test func `the queue is paused and resumed`() async throws {
        let bench = try Bench()
        #expect(try await bench.run("queue", "pause").output == "paused\n")
        #expect(try await bench.store.summary().isPaused)
        #expect(try await bench.run("status").output.contains("queue     paused\n"))
        #expect(try await bench.run("queue", "resume", "--json").output == "{\"paused\":false}\n")
        #expect(try await bench.store.summary().isPaused == false)
    }

    @Test func `failed jobs of one code are tried again together`() async throws {
        let bench = try Bench()
        for number in 1...3 {
            _ = try await bench.enqueue(number)
            try await bench.failNext(number == 3 ? .recognitionTimeout : .recognitionFailed)
        }
        #expect(
            try await bench.run("failed", "retry", "--code", "recognition_failed").output == "2 jobs queued again\n"
        )
        #expect(try await bench.run("failed", "retry", "--json").output == "{\"queued\":1}\n")
    }

    @Test func `a purge without yes says what it would do and does nothing`() async throws {
        let bench = try Bench()
        let id = try await bench.enqueue(1)
        try await bench.finishNext()
        for answer in [nil, "n", ""] {
            let run = try await bench.run("purge", answer: answer)
            #expect(run.failure?.code == Failure.usage)
            #expect(try await bench.store.job(id) != nil)
        }
        let run = try await bench.run("purge", "--state", "succeeded", "--state", "failed")
        #expect(run.output == "would delete 1 job (1 succeeded, 0 failed)\n")
        let json = try await bench.run("purge", "--json", answer: "y")
        #expect(json.output == "{\"deleted\":0,\"would_delete\":1}\n" && json.failure?.code == Failure.usage)
    }

    @Test func `a purge takes what is old enough, of the states named`() async throws {
        let bench = try Bench()
        let done = try await bench.enqueue(1)
        try await bench.finishNext()
        let cancelled = try await bench.enqueue(2)
        _ = try await bench.store.cancel(cancelled)
        #expect(try await bench.run("purge", "--older-than", "1h", "--yes").output == "0 jobs deleted\n")
        #expect(try await bench.run("purge", "--state", "failed", "--yes").output == "0 jobs deleted\n")
        #expect(try await bench.run("purge", "--state", "cancelled", answer: "y").output == "1 job deleted\n")
        #expect(try await bench.store.job(done) != nil)
        #expect(try await bench.run("purge", "--yes", "--json").output == "{\"deleted\":1}\n")
    }

    @Test func `a check ends with an error where there is one`() async throws {
        let bench = try Bench()
        let sound = try await bench.run("check")
        #expect(sound.failure == nil)
        #expect(sound.output.contains("ok       integrity") && sound.output.contains("warning  workers"))
        _ = try await bench.enqueue(1)
        unlink(bench.folder + "/uploads/" + String(repeating: "0", count: 63) + "1")
        let broken = try await bench.run("check")
        #expect(broken.failure == .incomplete)
        #expect(broken.lines.contains { $0.hasPrefix("error ") && $0.contains("images") })
        let json = try await bench.run("check", "--json")
        #expect(json.output.hasPrefix(#"{"sound":false,"findings":["#) && json.failure == .incomplete)
    }

    @Test func `a backup is whole, and never takes the place of a file`() async throws {
        let bench = try Bench()
        _ = try await bench.enqueue(1)
        let file = bench.folder + "/copy.sqlite"
        #expect(try await bench.run("backup", file).failure == nil)
        #expect(await StoreFile.look(at: file) == .current)
        let again = try await bench.run("backup", file)
        #expect(again.failure == Failure(Failure.cannotCreate, "\(file) exists already"))
        let nowhere = try await bench.run("backup", bench.folder + "/no/copy.sqlite")
        #expect(nowhere.failure?.code == Failure.cannotCreate)
        #expect(try Folder.names(in: bench.folder).filter { $0.contains("partial") } == [])
    }

    @Test func `bad command lines are refused before anything happens`() async throws {
        for arguments in [
            ["jobs", "list", "--state", "asleep"], ["jobs", "list", "--limit", "0"], ["jobs", "retry"],
            ["jobs", "retry", "not-an-id"], ["purge", "--state", "running"], ["purge", "--older-than", "soon"],
            ["top", "--interval", "1ms"], ["top", "--count", "0"], ["failed", "retry", "--code", "x"], ["backup"],
        ] {
            let code = await refusal(arguments)
            #expect(code?.rawValue == Failure.usage, "\(arguments)")
        }
    }
}
