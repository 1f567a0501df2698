// A process dies, stands still, or finds its disk broken at each step of a write: whatever was acknowledged ends well.

import FoundationEssentials
import Glibc
import Shared
import Testing

extension EndToEnd {
    @Suite struct FailpointTests {
        private static let fatal = ["kill", "stop"]
        private static let errors = ["io-error", "disk-full"]
        /// Passed by whoever writes to the store.
        private static let steps = ["begin-before", "begin-after", "commit-before"]
        /// What has been committed cannot fail any more.
        private static let committed = ["commit-after", "notify-after", "answer-after"]
        private static let jobs = 4
        private static let lease = Duration.seconds(2)

        @Test(arguments: steps + committed + ["upload-before", "upload-after", "accept-after"], fatal)
        func `an API that ends at a step of a write loses nothing`(point: String, action: String) async throws {
            try await run("lector-api:\(point):\(action):3")
        }

        @Test(arguments: steps + ["upload-before", "upload-after", "accept-after"], errors)
        func `an API whose disk fails at a step of a write loses nothing`(point: String, action: String) async throws {
            try await run("lector-api:\(point):\(action):3")
        }

        @Test(arguments: steps + committed + ["claim-after", "finish-after"], fatal)
        func `a worker that ends at a step of a write loses nothing`(point: String, action: String) async throws {
            try await run("lector-worker:\(point):\(action):2")
        }

        @Test(arguments: ["begin-after", "commit-before"])
        func `a worker that stops before anybody knows of it holds up nobody`(point: String) async throws {
            try await run("lector-worker:\(point):stop:1")
        }

        @Test(arguments: steps + ["claim-after", "finish-after"], errors)
        func `a worker whose disk fails at a step of a write loses nothing`(
            point: String,
            action: String
        ) async throws {
            try await run("lector-worker:\(point):\(action):2")
        }

        /// Sends jobs to a service with a failpoint, has it go on without, and looks at what came of the jobs.
        private func run(_ failpoint: String) async throws {
            let image = try TestImage.load(5)
            let settings = ["LECTOR_LEASE": "\(Self.lease.milliseconds)ms", "LECTOR_WORKERS": "1"]
            let folder = try Folders.temporary()
            let plan = ["FAILPOINT": failpoint, "FAILPOINT_MARK": folder + "/failpoint"]
            let service = try await Service.start(settings.merging(plan) { $1 }, folder: folder)
            defer { service.api.send(signal: SIGKILL) }
            let ids = await acknowledged(service, image)
            try await eventually("the failpoint is passed", dump: { service.log.text }) {
                service.log.text.contains("failpoint ")
            }
            // Nobody starts an API again but who runs it.
            if failpoint.hasPrefix("lector-api"), Self.fatal.contains(where: failpoint.contains) {
                service.api.send(signal: SIGKILL)
                _ = await service.api.exitStatus()
            }
            let again = try await Service.start(settings, folder: service.folder)
            defer { again.api.send(signal: SIGKILL) }
            for id in ids {
                let job = try await again.settledJob(id)
                #expect(job.state == "succeeded", "\(job.error?.code ?? "")")
                #expect(job.result?.text?.contains("CONCERT") == true)
            }
            try await expectConsistency(again)
        }

        /// The ids of the jobs that the service said it has.
        private func acknowledged(_ service: Service, _ image: TestImage) async -> [String] {
            var ids: [String] = []
            for index in 0..<Self.jobs {
                let bytes = image.variant(index)
                let made = try? await Deadline.seconds(3) { try await service.makeJob(bytes) }
                if let made { ids.append(made) }
            }
            return ids
        }

        /// Also of jobs that nobody was told of.
        private func expectConsistency(_ service: Service) async throws {
            try await eventually("everything has ended", dump: { service.sql("SELECT * FROM job_list") }) {
                service.sql("SELECT count(*) FROM jobs WHERE state IN ('queued', 'delayed', 'running')") == "0"
            }
            #expect(service.sql("PRAGMA integrity_check") == "ok")
            #expect(service.sql("SELECT count(*) FROM jobs WHERE state <> 'succeeded'") == "0")
            #expect(
                service.sql("SELECT count(*) FROM recognitions WHERE state = 'succeeded'")
                    == service.sql("SELECT count(*) FROM results")
            )
            let recount =
                "SELECT count(*) FROM job_counts AS c WHERE jobs <> (SELECT count(*) FROM jobs WHERE state = c.state)"
            #expect(service.sql(recount) == "0")
        }
    }
}
