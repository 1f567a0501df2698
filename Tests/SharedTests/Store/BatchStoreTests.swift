// Batches and kept images, as every store must have them.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct BatchStoreTests {
    private func batch(_ jobs: [Job], _ bench: Bench) -> Batch {
        let refused = Batch.Item(filename: "bad.txt", content: .refused(Array(#"{"code":"x"}"#.utf8)))
        let items = jobs.map { Batch.Item(filename: $0.filename, content: .job($0)) } + [refused]
        return Batch(id: JobID(now: bench.clock.now.wall), createdAt: bench.clock.now.wall, items: items)
    }

    @Test(arguments: Backend.allCases)
    func `a batch has its jobs as they stand, in order`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let jobs = [try await bench.enqueue("a", store), try await bench.enqueue("b", store)]
        let made = batch([jobs[1], jobs[0]], bench)
        #expect(try await store.createBatch(made, client: "c", key: nil) == made.id)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        let found = try #require(try await store.batch(made.id))
        #expect(found.items.map(\.job?.id) == [jobs[1].id, jobs[0].id, nil])
        #expect(found.items.map(\.job?.state) == [.queued, .succeeded, nil])
        #expect(found.items[1].job?.result?.text == "text")
        #expect(found.items[2].filename == "bad.txt")
        #expect(found.items[2].content.refusal == Array(#"{"code":"x"}"#.utf8))
        #expect(!found.isFinal)
        #expect(found.progress == 2.0 / 3)
        #expect(try await store.batch(jobs[0].id) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `one key, one batch`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let jobs = [try await bench.enqueue("a", store), try await bench.enqueue("b", store)]
        let first = batch(jobs, bench)
        _ = try await store.createBatch(first, client: "c", key: "k")
        #expect(try await store.createBatch(batch(jobs, bench), client: "c", key: "k") == first.id)
        let other = batch([jobs[0]], bench)
        await #expect(throws: StoreError.keyReused) { try await store.createBatch(other, client: "c", key: "k") }
        #expect(try await store.createBatch(other, client: "d", key: "k") == other.id)
    }

    @Test(arguments: Backend.allCases)
    func `a batch goes with the last of its jobs`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let early = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let late = try await bench.enqueue("b", store)
        let made = batch([early, late], bench)
        _ = try await store.createBatch(made, client: "c", key: nil)
        bench.clock.advance(by: bench.policy.retention / 2)
        _ = try await store.cancel(late.id)
        bench.clock.advance(by: bench.policy.retention / 2)
        try await store.maintain()
        let found = try #require(try await store.batch(made.id))
        #expect(found.items[0].content.expired == early.id)
        bench.clock.advance(by: bench.policy.retention)
        try await store.maintain()
        #expect(try await store.batch(made.id) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `an image that a job keeps stays as long as the job, also where the result was known`(
        backend: Backend
    ) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let plain = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        #expect(try await store.upload(of: plain.id) == nil)
        var submission = try await bench.submission("a", store)
        submission.keepsUpload = true
        let keeping = try await store.enqueue(submission)
        #expect(keeping.cached)
        #expect(keeping.keepsUpload)
        #expect(try await store.upload(of: keeping.id) == Array("a".utf8))
        #expect(try await store.upload(of: plain.id) == Array("a".utf8))
        #expect(try await store.delete(keeping.id) == .deleted)
        #expect(try await store.upload(of: plain.id) == nil)
        #expect(try await store.job(plain.id)?.result?.text == "text")
    }

    @Test(arguments: Backend.allCases)
    func `an image is kept through the recognition, too`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        var submission = try await bench.submission("a", store)
        submission.keepsUpload = true
        let job = try await store.enqueue(submission)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        #expect(try await store.upload(of: job.id) == Array("a".utf8))
        bench.clock.advance(by: bench.policy.retention)
        try await store.maintain()
        #expect(try File.names(in: bench.folder + "/uploads") == ["incoming"])
    }

    @Test(arguments: Backend.allCases)
    func `a key stands for a job with its image, or for one without`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        var submission = try await bench.submission("a", store)
        submission.idempotencyKey = "k"
        _ = try await store.enqueue(submission)
        submission = try await bench.submission("a", store)
        (submission.idempotencyKey, submission.keepsUpload) = ("k", true)
        await #expect(throws: StoreError.keyReused) { try await store.enqueue(submission) }
    }
}

extension Batch.Content {
    fileprivate var refusal: [UInt8]? {
        if case .refused(let problem) = self { problem } else { nil }
    }

    fileprivate var expired: JobID? {
        if case .expired(let id) = self { id } else { nil }
    }
}
