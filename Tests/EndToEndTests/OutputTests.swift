// Batches, events and outputs through the real programs.

import FoundationEssentials
import Glibc
import NIOHTTP1
import Shared
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct OutputTests {
        @Test func `a batch outlives the service that took it, and ends`() async throws {
            let images = try [2, 34, 4].map { try TestImage.load($0) }
            let parts = images.map { Part.image($0.bytes, name: "images", filename: $0.filename) }
            let first = try await Service.start()
            try await first.becomesReady()
            let made = try await first.post("/jobs", parts + [.image(Array("x".utf8), name: "images")])
            #expect(made.status == 202)
            let location = try #require(made.headers.first(name: "Location"))
            first.api.send(signal: SIGKILL)
            _ = await first.api.exitStatus()
            let second = try await Service.start(["LECTOR_LEASE": "2s"], folder: first.folder)
            defer { second.api.send(signal: SIGKILL) }
            let batch = try await eventually("the batch is finished", within: .seconds(120)) {
                let body = try await second.get("\(location)?wait=20").body
                return body.state == "finished" ? body : nil
            }
            #expect(batch.jobs?.map(\.state) == ["succeeded", "succeeded", "succeeded", "refused"])
            #expect(batch.jobs?.map(\.filename) == images.map(\.filename) + ["page.png"])
            #expect(batch.jobs?.first?.result?.text?.contains("Water off on Thursday") == true)
            #expect(batch.counts?["refused"] == 1)
        }

        @Test func `cancelling a batch frees its engines within a second`() async throws {
            let slow = try TestImage.load(34)
            try await Service.run { service in
                let parts = (0..<3).map { Part.image(slow.variant($0), name: "images") }
                let made = try await service.post("/jobs", parts)
                let location = try #require(made.headers.first(name: "Location"))
                try await eventually("two are being read") {
                    try await service.get(location).body.counts?["running"] == 2
                }
                let engines = service.engines
                let cancelled = try await service.delete(location)
                #expect(cancelled.status == 200)
                #expect(try cancelled.body.counts?["cancelled"] == 3)
                try await eventually("the engines are gone", within: .seconds(1)) {
                    !engines.contains(where: Processes.isAlive)
                }
                #expect(try await service.delete(location).status == 409)
            }
        }

        @Test func `a job is followed from the queue to its end`() async throws {
            let slow = try TestImage.load(34)
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let first = try await service.makeJob(slow.variant(1))
                let second = try await service.makeJob(slow.variant(2))
                let events = try await service.get("/jobs/\(second)/events")
                #expect(events.headers.first(name: "Content-Type") == "text/event-stream")
                let text = String(decoding: events.bytes, as: UTF8.self)
                let states = text.ranges(of: "event: state").count
                #expect(states >= 3, "queued, running, succeeded: \(text)")
                for state in ["queued", "running", "succeeded"] { #expect(text.contains("\"state\":\"\(state)\"")) }
                #expect(text.contains("event: progress"))
                #expect(try await service.get("/jobs/\(first)").body.state == "succeeded")
            }
        }

        @Test func `every output of a job is there, and none is read again`() async throws {
            let image = try TestImage.load(2)
            try await Service.run { service in
                let parts = [Part.image(image.bytes, filename: image.filename), .field("pdf", "true")]
                let id = try #require(try await service.post("/jobs", parts).body.id)
                _ = try await service.settledJob(id)
                let engines = service.engines
                let starts = ["text": "Water off", "hocr": "<?xml", "alto": "<?xml", "tsv": "level\t", "pdf": "%PDF-"]
                for (format, start) in starts {
                    let answer = try await service.get("/jobs/\(id)/result?format=\(format)")
                    #expect(answer.status == 200)
                    #expect(String(decoding: answer.bytes.prefix(start.utf8.count), as: UTF8.self) == start)
                    let name = try #require(answer.headers.first(name: "Content-Disposition"))
                    #expect(name.contains("2_test."))
                }
                #expect(service.engines == engines)
                #expect(try await service.get("/jobs/\(id)").body.attempts == 1)
            }
        }

        @Test func `pages and files of the service are there, and operators see its jobs`() async throws {
            try await Service.run { service in
                let html: HTTPHeaders = ["Accept": "text/html"]
                #expect(try await service.send(.GET, "/", headers: html).bytes.starts(with: Array("<!doctype".utf8)))
                for path in ["/docs", "/assets/base.css", "/assets/swagger-ui/swagger-ui-bundle.js", "/openapi.json"] {
                    #expect(try await service.get(path).status == 200, "\(path): has deploy/web-assets run?")
                }
                let id = try await service.makeJob(TestImage.load(5).bytes)
                #expect(try await service.get("/jobs").body.jobs?.map(\.id) == [id])
                #expect(try await service.get("/board/data").status == 200)
                let proxied: HTTPHeaders = ["X-Forwarded-For": "198.51.100.7"]
                #expect(try await service.send(.GET, "/jobs", headers: proxied).status == 404)
            }
        }
    }
}
