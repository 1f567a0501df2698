// Batches and kept images, as every store must have them.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct BatchStoreTests {
    /// A batch of jobs and of a file that was refused.
    private func make(
        _ jobs: [Job],
        _ store: any JobStore,
        _ bench: Bench,
        client: String = "c",
        key: String? = nil
    ) async throws -> Batch {
        let refused = Batch.Item(filename: "bad.txt", content: .refused(Array(#"{"code":"x"}"#.utf8)))
        let items = jobs.map { Batch.Item(filename: $0.filename, content: .job($0)) } + [refused]
        return try await store.createBatch(JobID(now: bench.clock.now.wall), of: items, client: client, key: key)
    }

    @Test(arguments: Backend.allCases)
    func `a batch has its jobs as they stand, in order`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let jobs = [try await bench.enqueue("a", store), try await bench.enqueue("b", store)]
        let made = try await make([jobs[1], jobs[0]], store, bench)
        #expect(made.createdAt == bench.clock.now.wall)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        let found = try #require(try await store.batch(made.id, results: true))
        #expect(found.items.map(\.job?.id) == [jobs[1].id, jobs[0].id, nil])
        #expect(found.items.map(\.job?.state) == [.queued, .succeeded, nil])
        #expect(found.items[1].job?.result?.text == "text")
        #expect(found.createdAt == made.createdAt)
        let bare = try #require(try await store.batch(made.id, results: false))
        #expect(bare.items.map(\.job?.state) == [.queued, .succeeded, nil])
        #expect(bare.jobs.allSatisfy { $0.result == nil && $0.queuePosition == nil })
        #expect(found.items[2].filename == "bad.txt")
        #expect(found.items[2].content.refusal == Array(#"{"code":"x"}"#.utf8))
        #expect(!found.isFinal)
        #expect(found.progress == 2.0 / 3)
        #expect(try await store.batch(jobs[0].id, results: true) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `one key, one batch`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let jobs = [try await bench.enqueue("a", store), try await bench.enqueue("b", store)]
        let first = try await make(jobs, store, bench, key: "k")
        #expect(try await make(jobs, store, bench, key: "k").id == first.id)
        await #expect(throws: StoreError.keyReused) { try await make([jobs[0]], store, bench, key: "k") }
        #expect(try await make([jobs[0]], store, bench, client: "d", key: "k").id != first.id)
    }

    @Test(arguments: Backend.allCases)
    func `a batch goes with the last of its jobs`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let early = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let late = try await bench.enqueue("b", store)
        let made = try await make([early, late], store, bench)
        bench.clock.advance(by: bench.policy.retention / 2)
        _ = try await store.cancel(late.id)
        bench.clock.advance(by: bench.policy.retention / 2)
        try await store.maintain()
        let found = try #require(try await store.batch(made.id, results: true))
        #expect(found.items[0].content.expired == early.id)
        bench.clock.advance(by: bench.policy.retention)
        try await store.maintain()
        #expect(try await store.batch(made.id, results: true) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `an image that a job keeps stays as long as the job, also where the result was known`(
        backend: Backend
    ) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let plain = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        #expect(try await store.image(of: plain) == nil)
        var submission = try await bench.submission("a", store)
        submission.keepsUpload = true
        let keeping = try await store.enqueue(submission)
        #expect(keeping.cached)
        #expect(keeping.keepsUpload)
        #expect(try await store.image(of: keeping) == Array("a".utf8))
        #expect(try await store.image(of: plain) == Array("a".utf8))
        #expect(try await store.delete(keeping.id) == .deleted)
        #expect(try await store.image(of: plain) == nil)
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
        #expect(try await store.image(of: job) == Array("a".utf8))
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

extension JobStore {
    /// The bytes of a job's image, where it is kept.
    fileprivate func image(of job: Job) async throws -> [UInt8]? {
        guard let file = try await upload(of: job.id) else { return nil }
        return try await file.read(at: 0, count: file.size())
    }
}
