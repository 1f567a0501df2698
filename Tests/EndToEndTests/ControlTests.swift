// `lectorctl` beside a live service, as an operator types it.

import FoundationEssentials
import Glibc
import Shared
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ControlTests {
        @Test func `a paused queue keeps a job until it is resumed`() async throws {
            let image = try TestImage.load(5)
            try await Service.run { service in
                let before = try await service.control("status")
                #expect(before.code == 0 && before.output.contains("queue     open\n"))
                #expect(before.output.contains("workers   1 alive, 2 slots\n"))
                #expect(try await service.control("queue", "pause").output == "paused\n")
                let id = try await service.makeJob(image.bytes)
                // Far longer than an idle worker takes to find a job.
                #expect(try await service.get("/jobs/\(id)?wait=2").body.state == "queued")
                #expect(try await service.control("status").output.contains("jobs      1 queued"))
                #expect(try await service.control("queue", "resume").output == "open\n")
                #expect(try await service.settledJob(id).state == "succeeded")
                let text = try await service.control("jobs", "show", id, "--text")
                #expect(try await text.output.hasSuffix("\n\n" + #require(service.settledJob(id).result?.text) + "\n"))
            }
        }

        @Test func `a job cancelled from the command line frees its engine`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                let engine = try #require(service.engines.first)
                let listed = try await service.control("jobs", "list", "--state", "running", "--json")
                #expect(listed.output.contains(id))
                #expect(try await service.control("jobs", "cancel", id) == Output(code: 0, output: "\(id) cancelled\n"))
                try await eventually("the engine is gone", within: .seconds(2)) { !Processes.isAlive(engine) }
                let again = try await service.control("jobs", "cancel", id)
                #expect(again == Output(code: 1, errors: "\(id): cancelled already\n"))
                #expect(try await service.control("jobs", "delete", id) == Output(code: 0, output: "\(id) deleted\n"))
                #expect(try await [404, 410].contains(service.get("/jobs/\(id)").status))
            }
        }

        @Test func `a failed job is tried again and succeeds`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1", "LECTOR_MAX_ATTEMPTS": "1"]) { service in
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                for engine in service.engines { kill(engine, SIGKILL) }
                #expect(try await service.settledJob(id).state == "failed")
                let failed = try await service.control("failed", "list", "--code", "recognition_failed")
                #expect(failed.output.contains(id))
                #expect(try await service.control("jobs", "retry", id) == Output(code: 0, output: "\(id) queued\n"))
                #expect(try await service.settledJob(id).state == "succeeded")
                #expect(try await service.control("failed", "retry").output == "0 jobs queued again\n")
            }
        }

        @Test func `a check of a service in use finds no error, and a backup of it is whole`() async throws {
            let image = try TestImage.load(5)
            try await Service.run { service in
                for index in 0..<5 { _ = try await service.makeJob(image.variant(index)) }
                let check = try await service.control("check")
                #expect(check.code == 0, "\(check)")
                let copy = service.folder + "/copy.sqlite"
                #expect(try await service.control("backup", copy).code == 0)
                #expect(Shell.run("sqlite3 '\(copy)' 'PRAGMA integrity_check'").output == "ok\n")
                #expect(Shell.run("sqlite3 '\(copy)' 'SELECT count(*) FROM jobs'").output == "5\n")
                #expect(try await service.control("backup", copy).code == 73)
                let purge = try await service.control("purge")
                #expect(purge.code == 64 && purge.output.hasPrefix("would delete "))
            }
        }

        @Test func `a backup and the images beside it start anew where they stood`() async throws {
            let image = try TestImage.load(5)
            let restored = try Folders.temporary()
            let (done, waiting) = try await Service.run { service in
                let done = try await service.makeJob(image.variant(1))
                #expect(try await service.settledJob(done).state == "succeeded")
                // As docs/operations.md says: images that wait stay where they are as long as nobody takes them.
                #expect(try await service.control("queue", "pause").code == 0)
                let waiting = try await service.makeJob(image.variant(2))
                #expect(Shell.run("mkdir -p '\(restored)/data'").code == 0)
                let copy = restored + "/data/lector.sqlite"
                #expect(try await service.control("backup", copy).code == 0)
                #expect(Shell.run("cp -r '\(service.folder)/data/uploads' '\(restored)/data/'").code == 0)
                #expect(try await service.control("queue", "resume").code == 0)
                return (done, waiting)
            }
            let service = try await Service.start(folder: restored)
            defer { service.api.send(signal: SIGKILL) }
            try await service.becomesReady()
            #expect(try await service.get("/jobs/\(done)").body.state == "succeeded")
            #expect(try await service.get("/jobs/\(waiting)?wait=1").body.state == "queued", "it was paused")
            #expect(try await service.control("queue", "resume").code == 0)
            #expect(try await service.settledJob(waiting).state == "succeeded")
            #expect(try await service.control("check").code == 0)
        }

        @Test func `where there is no database none is made`() async throws {
            let folder = try Folders.temporary()
            for command in [
                ["status"], ["queue", "pause"], ["purge", "--yes"], ["check"], ["backup", folder + "/x"],
            ] {
                let run = try await Control.run(command + ["--database", folder + "/data/lector.sqlite"])
                #expect(run.code == 66 && run.output.isEmpty)
                #expect(run.errors.hasPrefix("lectorctl: there is no database "))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            #expect(try await Control.run(["status", "--database"]).code == 64)
            #expect(try await Control.run(["status"], environment: ["LECTOR_RETENTION": "x"]).code == 78)
        }

        @Test(arguments: [SIGINT, SIGTERM]) func `top ends at a signal`(signal: Int32) async throws {
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let log = try ProcessLog()
                let arguments = ["top", "--interval", "100ms", "--database", service.database]
                let top = try Control.spawn(arguments, [1: log.writeEnd, 2: log.writeEnd])
                defer { top.send(signal: SIGKILL) }
                log.closeWriteEnd()
                try await eventually("there are three frames") { log.text.split(separator: "queue     open").count > 3 }
                top.send(signal: signal)
                #expect(try await Control.end(of: top) == .exited(0))
                #expect(!log.text.contains("\u{1b}"))
            }
        }
    }
}

/// What `lectorctl` printed, and how it ended.
private struct Output: Equatable {
    var code: Int32
    var output = ""
    var errors = ""
}

private enum Control {
    static func spawn(
        _ arguments: [String],
        _ descriptors: [Int32: Int32],
        environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess.spawn(
            executable: Folders.programs + "/lectorctl",
            arguments: arguments,
            environment: Sanitizer.environment.merging(environment) { $1 },
            inheriting: descriptors
        )
    }

    static func end(of process: ChildProcess) async throws -> Shared.ExitStatus {
        try await eventually("lectorctl ends", within: .seconds(20)) { !Processes.isAlive(process.pid) }
        return await process.exitStatus()
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Output {
        let folder = try Folders.temporary()
        let files = ["\(folder)/output", "\(folder)/errors"]
        let descriptors = files.map { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) }
        defer { for descriptor in descriptors { close(descriptor) } }
        let process = try spawn(arguments, [1: descriptors[0], 2: descriptors[1]], environment: environment)
        defer { process.send(signal: SIGKILL) }
        let status = try await end(of: process)
        guard case .exited(let code) = status else { throw TestFailure("lectorctl: \(status)") }
        let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Output(code: code, output: texts[0], errors: texts[1])
    }
}

extension Service {
    fileprivate func control(_ arguments: String...) async throws -> Output {
        try await Control.run(arguments + ["--database", database])
    }
}
