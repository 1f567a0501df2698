// `GET /metrics`.

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct MetricsTests {
    private func text(_ client: Client) async throws -> String {
        let answer = try await client.execute(uri: "/metrics", method: .get, headers: [.authorization: "Bearer s3cret"])
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        return String(buffer: answer.body)
    }

    private func settings(_ change: (inout Settings) -> Void = { _ in }) -> Settings {
        .test {
            $0.http.operatorToken = "s3cret"
            change(&$0)
        }
    }

    @Test func `requests are counted by method, route and status`() async throws {
        try await front(StubStore(), settings()).application.test(.router) { (client: Client) async throws in
            let before = try await text(client)
            #expect(before.contains("lector_cache_lookups_total{result=\"memory\"} 0\n"))
            let image = Images.png()
            _ = try await client.post(FormBody().file("image", image), to: "/extract-text")
            _ = try await client.execute(uri: "/jobs/01936d3a-0000-7000-8000-000000000000", method: .get)
            _ = try await client.execute(uri: "/nothing/here", method: .get)
            let after = try await text(client)
            for line in [
                #"lector_http_requests_total{method="POST",route="/extract-text",status="200"} 1"#,
                #"lector_http_requests_total{method="GET",route="/jobs/{id}",status="410"} 1"#,
                #"lector_http_requests_total{method="GET",route="none",status="404"} 1"#,
                #"lector_http_request_duration_seconds_count{method="POST",route="/extract-text"} 1"#,
                #"lector_upload_bytes_total \#(image.count)"#,
                #"lector_cache_lookups_total{result="miss"} 1"#,
                "lector_http_requests_open 1",
            ] { #expect(after.contains(line + "\n"), "\(line)") }
        }
    }

    @Test func `the store's figures and the process's own are there`() async throws {
        try await front(StubStore(), settings()).application.test(.router) { (client: Client) async throws in
            let text = try await text(client)
            for line in [
                #"lector_jobs_ended_total{state="failed",error_code="invalid_image"} 3"#,
                #"lector_oldest_job_age_seconds{state="queued"} 1.5"#, "lector_pages_total 7", "lector_slots 2",
                "lector_store_database_bytes 4096", #"lector_build_info{version="\#(Lector.version)"} 1"#,
            ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
            for name in ["process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"] {
                let value = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }?.split(separator: " ").last
                #expect(value.flatMap { Double($0) } ?? 0 > 0, "\(name)")
            }
        }
    }

    @Test func `who is over the limit is counted`() async throws {
        let settings = settings { $0.limits.rate = RateLimit(count: 1, period: .seconds(60)) }
        try await front(StubStore(), settings).application.test(.router) { (client: Client) async throws in
            for _ in 0..<3 { _ = try await client.post(FormBody().file("image", Images.png()), to: "/jobs") }
            #expect(try await text(client).contains("\nlector_rate_limited_requests_total 2\n"))
        }
    }

    @Test func `for others there is nothing`() async throws {
        try await front(StubStore(), settings()).application.test(.router) { (client: Client) async throws in
            #expect(try await client.execute(uri: "/metrics", method: .get).status == .notFound)
        }
    }

    @Test func `a process that has brackets in its name is understood`() throws {
        let fields = (0..<50).map { "\($0 + 4)" }.joined(separator: " ")
        let stat = try #require(ProcessStat("17 (a) b) c) S \(fields)"))
        #expect([stat.userTicks, stat.systemTicks, stat.startTicks, stat.residentPages] == [14, 15, 22, 24])
        #expect(!stat.isStopped)
        #expect(ProcessStat("17 (a) T \(fields)")?.isStopped == true)
        #expect(ProcessStat("17") == nil)
        #expect(ProcessFigures.bootTime("cpu 1\nbtime 1700000000\n") == 1_700_000_000)
    }
}
