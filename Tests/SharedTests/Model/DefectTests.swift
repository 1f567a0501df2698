// Sequences that stores once did not do as the model, made short: each stays as a test of what was mended.

import Testing

@testable import Shared

@Suite struct DefectTests {
    /// The job went over to other work of its fingerprint, and left its own recognition without a job: nothing ever
    /// deleted that, its image was kept for ever, and `check` reported an error.
    @Test(arguments: Backend.allCases)
    func `a recognition goes when its last job is tried again as part of another`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        _ = try await store.fail(store.expectClaim(), JobFailure(.recognitionFailed, "no"), retryIn: nil)
        try await bench.enqueue("a", store)
        _ = try await store.retry(job.id)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let errors = try await store.check().filter { $0.severity == .error && $0.check != "disk" }
        let names = try File.names(in: bench.folder + "/uploads")
        #expect(errors.isEmpty)
        #expect(names == ["incoming"])
    }

    /// `renew` looked at recognition and worker alone: a worker that named an old claim of its own renewed the lease of a
    /// newer one that it had lost sight of, and nobody ever rescued it.
    @Test(arguments: Backend.allCases)
    func `a claim is renewed by its epoch`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let worker = WorkerID()
        try await bench.enqueue("a", store)
        let zombie = try await store.expectClaim(worker, lease: .seconds(10))
        bench.clock.advance(by: .seconds(10))
        _ = try await store.expectClaim(worker, lease: .seconds(10))
        bench.clock.advance(by: .seconds(9))
        _ = try await store.renew([zombie.holding], for: worker, lease: .seconds(10), progress: [])
        bench.clock.advance(by: .seconds(1))
        #expect(try await store.hasClaimable())
    }
}
