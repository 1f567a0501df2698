// What a running service says of itself: figures, and lines in the log.

import Foundation
import Glibc
import NIOHTTP1
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct TelemetryTests {
        private static let trace = "0af7651916cd43dd8448eb211c80319c"

        private func figure(_ name: String, _ service: Service) async throws -> Double? {
            let text = String(decoding: try await service.get("/metrics").bytes, as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            return line?.split(separator: " ").last.flatMap { Double($0) }
        }

        @Test func `figures tell what API and workers did, and outlive both`() async throws {
            let image = try TestImage.load(5)
            let folder = try await Service.run { service in
                for _ in 0..<2 { #expect(try await service.post("/extract-text", image).status == 200) }
                #expect(try await service.post("/jobs", [.image(image.bytes)]).status == 202)
                let cut = try await service.makeJob(Array(TestImage.load(34).bytes.prefix(2000)))
                _ = try await service.settledJob(cut)
                try await eventually("the worker's figures are there") {
                    try await figure("lector_pages_total", service) == 1
                }
                let engine = try #require(service.engines.first)
                kill(engine, SIGKILL)
                #expect(try await service.post("/extract-text", TestImage.load(6)).status == 200)
                let expected: [(String, Double)] = [
                    (#"lector_jobs_ended_total{state="succeeded",error_code=""}"#, 3),
                    (#"lector_jobs_ended_total{state="failed",error_code="invalid_image"}"#, 1),
                    (#"lector_cache_lookups_total{result="miss"}"#, 2),
                    (#"lector_http_requests_total{method="POST",route="/extract-text",status="200"}"#, 3),
                    (#"lector_slots"#, 2), (#"lector_queue_wait_seconds_count"#, 2),
                ]
                for (name, value) in expected { #expect(try await figure(name, service) == value, "\(name)") }
                #expect(try await figure("lector_characters_total", service) ?? 0 > 10)
                #expect(try await figure(#"lector_commit_writes_count{process="worker"}"#, service) ?? 0 > 0)
                return service.folder
            }
            // Its worker added the rest when it stopped.
            let again = try await Service.start(folder: folder)
            defer { again.api.send(signal: SIGKILL) }
            try await again.becomesReady()
            #expect(try await figure("lector_pages_total", again) == 2)
            let ended = #"lector_jobs_ended_total{state="succeeded",error_code=""}"#
            #expect(try await figure(ended, again) == 3)
            #expect(try await figure(#"lector_engine_starts_total{reason="first"}"#, again) ?? 0 >= 2)
        }

        @Test func `a request and the end of its job have a line each that belong together`() async throws {
            let image = try TestImage.load(5)
            try await Service.run(["LECTOR_LOG_FORMAT": "json"]) { service in
                let headers: HTTPHeaders = [
                    "X-Request-ID": "order-4711", "traceparent": "00-\(Self.trace)-b7ad6b7169203331-01",
                ]
                let parts = [Part.image(image.bytes, filename: "secret-name.gif")]
                let answer = try await service.post("/jobs", parts, headers: headers)
                let id = try #require(try answer.body.id)
                #expect(answer.headers.first(name: "X-Request-ID") == "order-4711")
                #expect(try await service.settledJob(id).state == "succeeded")
                let end = try await line("job ended", service) { $0["job.id"] == id }
                #expect(end["job.state"] == "succeeded")
                #expect(end["request.id"] == "order-4711")
                #expect(end["trace.id"] == Self.trace)
                let request = try await line("request", service) { $0["request.id"] == "order-4711" }
                #expect(request["job.id"] == id)
                #expect(request["trace.id"] == Self.trace)
                #expect(request["http.status"] == "202")
                #expect(!service.log.text.contains("blanket"), "a word of the image")
                #expect(!service.log.text.contains("secret-name"))
            }
        }

        /// A line of the log with this message.
        private func line(
            _ message: String,
            _ service: Service,
            _ isRight: ([String: String]) -> Bool
        ) async throws -> [String: String] {
            try await eventually("there is a line '\(message)'", dump: { service.log.text }) {
                service.log.text.split(separator: "\n").lazy
                    .compactMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
                    .first { $0["message"] == message && isRight($0) }
            }
        }

        @Test func `a server that goes says so before it refuses work`() async throws {
            let image = try TestImage.load(5)
            let service = try await Service.start(["LECTOR_SHUTDOWN_DELAY": "3s"])
            defer { service.api.send(signal: SIGKILL) }
            try await service.becomesReady()
            service.api.send(signal: SIGTERM)
            try await eventually("it is not ready any more") { try await service.get("/ready").status == 503 }
            #expect(try await service.get("/health").status == 200)
            #expect(try await service.post("/extract-text", image).status == 200)
            #expect(try await Deadline.seconds(15) { await service.api.exitStatus() } == .exited(0))
        }
    }
}
