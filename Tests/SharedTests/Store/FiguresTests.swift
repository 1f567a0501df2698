// Figures that outlive processes.

import FoundationEssentials
import GRDB
import Testing

@testable import Shared

@Suite struct FiguresTests {
    private func ended(_ store: any OperatorStore) async throws -> [String: Int64] {
        let endings = try await store.figures().endings
        return Dictionary(uniqueKeysWithValues: endings.map { ("\($0.state) \($0.code)", $0.jobs) })
    }

    @Test(arguments: Backend.allCases)
    func `every end of a job is counted once, however it ends`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        // A zombie's write, one from the cache, and a cancellation that comes too late.
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        try await bench.enqueue("a", store)
        _ = try await store.cancel(first.id)
        #expect(try await ended(store) == ["succeeded ": 3])
        let second = try await bench.enqueue("b", store)
        _ = try await store.cancel(second.id)
        let third = try await bench.enqueue("c", store)
        let failure = JobFailure(.recognitionFailed, "It ended.")
        _ = try await store.fail(try await store.expectClaim(), failure, retryIn: nil)
        _ = try await store.retry(third.id)
        #expect(try await ended(store) == ["succeeded ": 3, "cancelled ": 1, "failed recognition_failed": 1])
        _ = try await store.fail(try await store.expectClaim(), failure, retryIn: nil)
        #expect(try await ended(store) == ["succeeded ": 3, "cancelled ": 1, "failed recognition_failed": 2])
        // Jobs that are deleted have ended all the same.
        _ = try await store.purge(Set(JobState.allCases), endedBefore: .zero)
        #expect(try await ended(store) == ["succeeded ": 3, "cancelled ": 1, "failed recognition_failed": 2])
    }

    @Test(arguments: Backend.allCases)
    func `what workers count is added up, and stays in order`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let buckets = ["0.5", "10", "+Inf"].map { bound in
            MetricSample("lector_queue_wait_seconds_bucket", "le=\"\(bound)\"", 1)
        }
        try await store.addTotals([MetricSample(.pages, 2)] + buckets)
        try await store.addTotals(buckets.reversed() + [MetricSample(.pages, 40)])
        try await store.addTotals([])
        let reopened = try backend.open(bench)
        let totals = try await reopened.figures().totals
        #expect(totals.map(\.value) == [42, 2, 2, 2])
        #expect(totals.dropFirst().map(\.labels) == buckets.map(\.labels))
    }

    @Test(arguments: Backend.allCases)
    func `the oldest job of each state has an age`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        bench.clock.advance(by: .seconds(3))
        try await bench.enqueue("b", store)
        _ = try await store.expectClaim()
        bench.clock.advance(by: .seconds(4))
        let figures = try await store.figures()
        #expect(figures.oldest == [.queued: .seconds(4), .delayed: .zero, .running: .seconds(7)])
        let text = PrometheusText.render(figures.samples)
        #expect(text.contains("lector_oldest_job_age_seconds{state=\"running\"} 7\n"))
        #expect(text.contains("lector_jobs{state=\"queued\"} 1\n"))
        // The first of a kind is an increase from nothing.
        #expect(text.contains("lector_jobs_ended_total{state=\"failed\",error_code=\"worker_lost\"} 0\n"))
    }

    @Test(arguments: Backend.allCases)
    func `a claim knows how long it has waited, but not across a boot`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        bench.clock.advance(by: .milliseconds(250))
        #expect(try await store.expectClaim().waited == .milliseconds(250))
        try await bench.enqueue("b", store)
        bench.clock.reboot()
        // The first is lost with its boot, and goes first.
        _ = try await store.expectClaim()
        #expect(try await store.expectClaim().waited == nil)
    }

    @Test func `a job remembers the request that made it`() async throws {
        let bench = try Bench()
        let store = try Backend.sqlite.open(bench)
        var submission = try await bench.submission("a", store)
        let trace = try #require(TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
        submission.origin = RequestOrigin(requestID: "r-1", traceParent: trace)
        _ = try await store.enqueue(submission)
        let database = try DatabaseQueue(path: bench.folder + "/lector.sqlite")
        let row = try database.read { try Row.fetchOne($0, sql: "SELECT request_id, traceparent FROM job_list") }
        #expect(row?["request_id"] == "r-1")
        #expect(row?["traceparent"] == trace.text)
    }
}
