// Real signals to real processes: nothing that was acknowledged is lost, and nothing outlives its parent.

import FoundationEssentials
import Glibc
import Shared
import Testing

extension EndToEnd {
    @Suite struct KillingTests {
        /// A page that takes seconds to read.
        private static let slow = 34

        @Test func `a worker killed during a page costs nobody the page`() async throws {
            let image = try TestImage.load(Self.slow)
            try await Service.run(["LECTOR_LEASE": "2s"]) { service in
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                kill(try #require(service.worker), SIGKILL)
                let job = try await service.settledJob(id)
                #expect(job.state == "succeeded")
                #expect(job.attempts == 2)
                #expect(try #require(job.result?.text).contains(try #require(image.text.split(separator: "\n").last)))
            }
        }

        @Test func `an engine killed during a page costs nobody the page`() async throws {
            let image = try TestImage.load(Self.slow)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let worker = service.worker
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                kill(try #require(service.engines.first), SIGKILL)
                let job = try await service.settledJob(id)
                #expect(job.state == "succeeded")
                #expect(service.worker == worker)
            }
        }

        @Test func `an image that kills its engine every time fails, and the worker lives`() async throws {
            let image = try TestImage.load(Self.slow)
            try await Service.run(["LECTOR_WORKERS": "1", "LECTOR_MAX_ATTEMPTS": "2"]) { service in
                let worker = service.worker
                let id = try await service.makeJob(image.bytes)
                let job: Answer.Body = try await eventually("the job fails", within: .seconds(60)) {
                    let body = try await service.get("/jobs/\(id)").body
                    if body.state == "running" { for engine in service.engines { kill(engine, SIGKILL) } }
                    return body.state == "failed" ? body : nil
                }
                #expect(job.error?.code == "recognition_failed")
                #expect(job.attempts == 2)
                #expect(service.worker == worker)
                #expect(try await service.post("/extract-text", TestImage.load(5)).status == 200)
            }
        }

        @Test func `a worker that is stopped is killed after a lease, and its page read by the next`() async throws {
            let image = try TestImage.load(Self.slow)
            try await Service.run(["LECTOR_LEASE": "2s", "LECTOR_WORKERS": "1"]) { service in
                let worker = try #require(service.worker)
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                kill(worker, SIGSTOP)
                let job = try await service.settledJob(id)
                #expect(job.state == "succeeded")
                #expect(job.attempts == 2)
                #expect(service.worker != worker)
            }
        }

        @Test func `nothing outlives a killed API`() async throws {
            let service = try await Service.start()
            try await service.becomesReady()
            let worker = try #require(service.worker)
            let engines: [Int32] = try await eventually("both engines are there") {
                service.engines.count == 2 ? service.engines : nil
            }
            service.api.send(signal: SIGKILL)
            try await eventually("worker and engines are gone", within: .seconds(1)) {
                !([worker] + engines).contains(where: Processes.isAlive)
            }
        }

        @Test func `an engine goes with its killed worker, in the middle of a page, and there is a new worker`()
            async throws
        {
            let image = try TestImage.load(Self.slow)
            try await Service.run(["LECTOR_LEASE": "2s", "LECTOR_WORKERS": "1"]) { service in
                let worker = try #require(service.worker)
                let id = try await service.makeJob(image.bytes)
                try await service.waitForState(id, "running")
                let engines = service.engines
                #expect(engines.count == 1)
                kill(worker, SIGKILL)
                try await eventually("the engine is gone", within: .seconds(1)) {
                    !engines.contains(where: Processes.isAlive)
                }
                try await eventually("there is a new worker") { service.worker.map { $0 != worker } ?? false }
            }
        }

        @Test func `what was acknowledged is there after the API was killed`() async throws {
            let image = try TestImage.load(5)
            let service = try await Service.start(["LECTOR_WORKERS": "0"])
            let ids = try await (0..<5).asyncMap { try await service.makeJob(image.variant($0)) }
            service.api.send(signal: SIGKILL)
            _ = await service.api.exitStatus()
            let again = try await Service.start(folder: service.folder)
            defer { again.api.send(signal: SIGKILL) }
            for id in ids { #expect(try await again.settledJob(id).state == "succeeded") }
        }

        @Test func `a stop in the middle of a page gives the page back`() async throws {
            let image = try TestImage.load(Self.slow)
            let service = try await Service.start(["LECTOR_WORKERS": "1", "LECTOR_SHUTDOWN_TIMEOUT": "1s"])
            try await service.becomesReady()
            let id = try await service.makeJob(image.variant(1))
            try await service.waitForState(id, "running")
            service.api.send(signal: SIGTERM)
            #expect(try await Deadline.seconds(10) { await service.api.exitStatus() } == .exited(0))
            let again = try await Service.start(folder: service.folder)
            defer { again.api.send(signal: SIGKILL) }
            let job = try await again.settledJob(id)
            #expect(job.state == "succeeded")
            #expect(job.attempts == 1)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
