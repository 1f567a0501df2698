// Waiting, cancelling, and going away.

import FoundationEssentials
import Glibc
import NIOHTTP1
import Shared
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct WaitingTests {
        @Test func `a sync call that outlasts the wait limit becomes a job`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_SYNC_WAIT": "100ms"]) { service in
                let answer = try await service.post("/extract-text", image)
                #expect(answer.status == 202)
                let id = try #require(try answer.body.id)
                #expect(answer.headers.first(name: "Location") == "/jobs/\(id)")
                #expect(answer.headers.first(name: "Retry-After") != nil)
                #expect(try await service.settledJob(id).state == "succeeded")
            }
        }

        @Test func `who prefers not to wait is answered at once`() async throws {
            let image = try TestImage.load(5)
            try await Service.run { service in
                let answer = try await service.post(
                    "/extract-text",
                    [.image(image.bytes)],
                    headers: ["Prefer": "respond-async"]
                )
                #expect(answer.status == 202)
                #expect(try await service.settledJob(#require(try answer.body.id)).state == "succeeded")
            }
        }

        @Test func `a cancelled job frees its engine within a second`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                let engine = try #require(service.engines.first)
                let answer = try await service.delete("/jobs/\(id)")
                #expect(answer.status == 200)
                #expect(try answer.body.state == "cancelled")
                try await eventually("the engine is gone", within: .seconds(1)) { !Processes.isAlive(engine) }
                let again = try await service.delete("/jobs/\(id)")
                #expect(again.status == 409)
                #expect(try again.body.code == "conflict")
                #expect(try await service.post("/extract-text", TestImage.load(5)).status == 200)
            }
        }

        @Test func `a client that goes away takes its job along`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let body = MultipartBody.encode([.image(image.bytes)])
                try await dropConnection(service, body) {
                    try await eventually("the job is running") { service.sql("SELECT state FROM jobs") == "running" }
                }
                try await eventually("the job is cancelled", dump: { service.log.text }) {
                    service.sql("SELECT state FROM jobs") == "cancelled"
                }
            }
        }

        @Test func `a client that goes away with a key can come back for its job`() async throws {
            let image = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let body = MultipartBody.encode([.image(image.bytes)])
                try await dropConnection(service, body, headers: "Idempotency-Key: \"mine\"\r\n") {
                    try await eventually("the job is running") { service.sql("SELECT state FROM jobs") == "running" }
                }
                let answer = try await service.post(
                    "/extract-text",
                    [.image(image.bytes)],
                    headers: ["Idempotency-Key": "mine"]
                )
                #expect(answer.status == 200)
                #expect(try answer.body.job_id == service.sql("SELECT id FROM jobs"))
                let other = try await service.post("/jobs", [.image([1])], headers: ["Idempotency-Key": "mine"])
                #expect(other.status == 400)
                let reused = try await service.post(
                    "/jobs",
                    [.image(image.variant(1))],
                    headers: ["Idempotency-Key": "mine"]
                )
                #expect(reused.status == 409)
                #expect(try reused.body.code == "conflict")
            }
        }

        @Test func `while it stops the API refuses new work and answers those who wait`() async throws {
            let image = try TestImage.load(34)
            let service = try await Service.start(["LECTOR_WORKERS": "1", "LECTOR_SHUTDOWN_TIMEOUT": "40s"])
            defer { service.api.send(signal: SIGKILL) }
            try await service.becomesReady()
            async let waiting = service.post("/extract-text", image)
            try await eventually("the job is running") { service.sql("SELECT state FROM jobs") == "running" }
            service.api.send(signal: SIGTERM)
            let refused = try await eventually("new work is refused") {
                let answer = try await service.post("/jobs", [.image(image.variant(1))])
                return answer.status == 503 ? answer : nil
            }
            #expect(refused.headers.first(name: "Retry-After") != nil)
            #expect(try await waiting.status == 200)
            #expect(try await Deadline.seconds(10) { await service.api.exitStatus() } == .exited(0))
        }

        @Test func `an old id is expired, not unknown`() async throws {
            try await Service.run { service in
                let old = JobID(now: Date(timeIntervalSince1970: 1_700_000_000))
                let answer = try await service.get("/jobs/\(old)")
                #expect(answer.status == 410)
                #expect(try answer.body.code == "expired")
            }
        }

        @Test func `an operator sees the queue with sqlite3`() async throws {
            let image = try TestImage.load(5)
            try await Service.run(["LECTOR_WORKERS": "0"]) { service in
                for index in 0..<3 { _ = try await service.makeJob(image.variant(index)) }
                #expect(service.sql("SELECT state, jobs FROM queue WHERE jobs > 0") == "queued|3")
            }
        }

        @Test func `workers started beside a running API share its backlog`() async throws {
            let image = try TestImage.load(5)
            let service = try await Service.start(["LECTOR_WORKERS": "0"])
            defer { service.api.send(signal: SIGKILL) }
            var ids: [String] = []
            for index in 0..<12 { ids.append(try await service.makeJob(image.variant(index))) }
            let workers = try (0..<2).map { _ in
                try ChildProcess.spawn(
                    executable: Folders.programs + "/lector-worker",
                    arguments: ["--slots", "1", "--database", service.database],
                    environment: Sanitizer.environment.merging(
                        ["PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"]
                    ) { $1 },
                    inheriting: [:]
                )
            }
            for id in ids { #expect(try await service.settledJob(id).state == "succeeded") }
            for worker in workers { worker.send(signal: SIGTERM) }
            for worker in workers {
                #expect(try await Deadline.seconds(10) { await worker.exitStatus() } == .exited(0))
            }
            #expect(service.sql("SELECT count(*) FROM worker_list WHERE recognitions > 0") == "2")
        }

        /// Sends a request, runs `meanwhile`, and closes the connection without having read an answer.
        private func dropConnection(
            _ service: Service,
            _ body: [UInt8],
            headers: String = "",
            _ meanwhile: () async throws -> Void
        ) async throws {
            let connection = try RawConnection(port: service.port)
            try await connection.send(
                "POST /extract-text HTTP/1.1\r\nHost: x\r\nContent-Type: \(MultipartBody.contentType)\r\n"
                    + "Content-Length: \(body.count)\r\n\(headers)\r\n"
            )
            try await connection.send(body)
            try await meanwhile()
        }
    }
}
