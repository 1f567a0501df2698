// A store that cannot write: 503, and what was acknowledged stays.

import FoundationEssentials
import Glibc
import NIOHTTP1
import Shared
import Testing

extension EndToEnd {
    @Suite struct FullDiskTests {
        @Test func `on a full disk new work is refused, and what was acknowledged stays`() async throws {
            let image = try TestImage.load(5)
            // A limit on the size of files stands in for the disk: the write fails in the same place.
            let service = try await Service.start(["LECTOR_WORKERS": "0"])
            defer { service.api.send(signal: SIGKILL) }
            let kept = try await service.makeJob(image.bytes)
            try limitFileSize(of: service.api.pid, to: 4096)
            let refused = try await service.post("/jobs", [.image(image.variant(1))])
            #expect(refused.status == 503)
            #expect(try refused.body.code == "store_unavailable")
            #expect(refused.headers.first(name: "Retry-After") != nil)
            #expect(try await service.get("/jobs/\(kept)").body.state == "queued")
            #expect(try await service.get("/health").status == 200)
            try limitFileSize(of: service.api.pid, to: nil)
            #expect(try await service.post("/jobs", [.image(image.variant(1))]).status == 202)
            #expect(service.sql("SELECT count(*) FROM jobs") == "2")
            #expect(service.sql("PRAGMA integrity_check") == "ok")
        }

        @Test func `while another process holds the write lock new work is refused`() async throws {
            let image = try TestImage.load(5)
            let service = try await Service.start(["LECTOR_WORKERS": "0"])
            defer { service.api.send(signal: SIGKILL) }
            let kept = try await service.makeJob(image.bytes)
            let (name, state) = try await service.holdingWriteLock {
                let refused = try await service.post("/jobs", [.image(image.variant(1))])
                return (try refused.body.code, try await service.get("/jobs/\(kept)").body.state)
            }
            #expect(name == "store_unavailable")
            #expect(state == "queued")
            #expect(try await service.post("/jobs", [.image(image.variant(1))]).status == 202)
        }

        private func limitFileSize(of pid: Int32, to bytes: Int?) throws {
            let limit = bytes.map(String.init) ?? "unlimited"
            let status = Shell.run("prlimit --pid \(pid) --fsize=\(limit):unlimited")
            guard status.code == 0 else { throw TestFailure("prlimit: \(status.output)") }
        }
    }
}
