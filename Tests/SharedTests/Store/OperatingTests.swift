// What operators do, as every store must do it.

import Testing

@testable import Shared

@Suite struct OperatingTests {
    private static let broken = JobFailure(.recognitionFailed, "The engine ended.")

    @Test(arguments: Backend.allCases)
    func `a paused queue takes jobs, hands out none, and nobody waits too long`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        try await store.setPaused(true)
        let other = try await bench.enqueue("b", backend.open(bench))
        bench.clock.advance(by: .seconds(3600))
        #expect(try await store.hasClaimable() == false)
        #expect(try await store.claim(for: WorkerID(), limit: 9, lease: .seconds(30)).isEmpty)
        try await store.maintain()
        #expect(try await store.summary().isPaused)
        try await store.setPaused(false)
        bench.clock.advance(by: .seconds(59))
        #expect(try await store.claim(for: WorkerID(), limit: 9, lease: .seconds(30)).count == 2)
        #expect(try await store.expectJob(job.id).state == .running)
        #expect(try await store.expectJob(other.id).state == .running)
    }

    @Test(arguments: Backend.allCases)
    func `what runs when the queue is paused goes on, and what is lost waits`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let done = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        let lost = try await bench.enqueue("b", store)
        _ = try await store.expectClaim(lease: .seconds(5))
        try await store.setPaused(true)
        #expect(try await store.finish(claim, with: Bench.outcome("text")))
        #expect(try await store.expectJob(done.id).state == .succeeded)
        bench.clock.advance(by: .seconds(5))
        #expect(try await store.claim(for: WorkerID(), limit: 9, lease: .seconds(30)).isEmpty)
        #expect(try await store.expectJob(lost.id).state == .queued)
    }

    @Test(arguments: Backend.allCases)
    func `a job that waits too long fails, also where nobody claims`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        let early = try await bench.enqueue("a", store)
        bench.clock.advance(by: .seconds(30))
        let late = try await bench.enqueue("b", store)
        bench.clock.advance(by: .seconds(31))
        try await store.maintain()
        #expect(try await store.expectJob(early.id).failure?.code == .queueTimeout)
        #expect(try await store.expectJob(late.id).state == .queued)
    }

    @Test(arguments: Backend.allCases)
    func `waits begin anew after another boot`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        bench.clock.reboot()
        try await store.maintain()
        bench.clock.advance(by: .seconds(60))
        try await store.maintain()
        #expect(try await store.expectJob(job.id).state == .queued)
        bench.clock.advance(by: .seconds(1))
        try await store.maintain()
        #expect(try await store.expectJob(job.id).failure?.code == .queueTimeout)
    }

    @Test(arguments: Backend.allCases)
    func `a failed job is tried again with all its attempts, and its epoch goes on`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        _ = try await store.fail(claim, Self.broken, retryIn: nil)
        guard case .queued(let again) = try await store.retry(job.id) else { throw Wrong() }
        #expect(again.state == .queued)
        #expect(again.failure == nil)
        let second = try await store.expectClaim()
        #expect(second.epoch == 2)
        #expect(second.attempt == 1)
        #expect(try await store.image(of: second) == Array("a".utf8))
        #expect(try await store.finish(second, with: Bench.outcome("text")))
        #expect(try await store.expectJob(job.id).result?.text == "text")
        #expect(try await store.retry(job.id) == .notNeeded(.succeeded))
    }

    @Test(arguments: Backend.allCases)
    func `a job whose image is gone cannot be tried again`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let cancelled = try await bench.enqueue("a", store)
        _ = try await store.cancel(cancelled.id)
        #expect(try await store.retry(cancelled.id) == .imageGone)
        let invalid = try await bench.enqueue("b", store)
        _ = try await store.fail(store.expectClaim(), JobFailure(.invalidImage, "no"), retryIn: nil)
        #expect(try await store.retry(invalid.id) == .imageGone)
        #expect(try await store.retry(JobID(now: bench.clock.now.wall)) == .unknown)
    }

    @Test(arguments: Backend.allCases)
    func `a cancelled job that others had read is answered at once`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        let second = try await bench.enqueue("a", store)
        _ = try await store.cancel(first.id)
        guard case .queued(let joined) = try await store.retry(first.id) else { throw Wrong() }
        #expect(joined.state == .queued)
        _ = try await store.cancel(first.id)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        guard case .queued(let answered) = try await store.retry(first.id) else { throw Wrong() }
        #expect(answered.state == .succeeded)
        #expect(answered.result?.text == "text")
        #expect(try await store.expectJob(second.id).result?.text == "text")
    }

    @Test(arguments: Backend.allCases)
    func `failed jobs of one code are tried again together`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for index in 0..<3 {
            try await bench.enqueue("image \(index)", store)
            _ = try await store.fail(store.expectClaim(), Self.broken, retryIn: nil)
        }
        let other = try await bench.enqueue("late", store)
        _ = try await store.fail(store.expectClaim(), JobFailure(.recognitionTimeout, "long"), retryIn: nil)
        #expect(try await store.retryFailed(.recognitionFailed) == 3)
        #expect(try await store.expectJob(other.id).state == .failed)
        #expect(try await store.retryFailed(nil) == 1)
        #expect(try await store.claim(for: WorkerID(), limit: 9, lease: .seconds(30)).count == 4)
    }

    @Test(arguments: Backend.allCases)
    func `only a final job is deleted, and its image with it`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        #expect(try await store.delete(job.id) == .notFinal(.queued))
        _ = try await store.fail(store.expectClaim(), Self.broken, retryIn: nil)
        #expect(try await store.delete(job.id) == .deleted)
        #expect(try await store.delete(job.id) == .unknown)
        #expect(try File.names(in: bench.folder + "/uploads") == ["incoming"])
    }

    @Test(arguments: Backend.allCases)
    func `a purge deletes what ended long enough ago and empties caches`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let old = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        bench.clock.advance(by: .seconds(100))
        let young = try await bench.enqueue("b", store)
        _ = try await store.cancel(young.id)
        let live = try await bench.enqueue("c", store)
        let generation = try await store.status().cacheGeneration
        #expect(try await store.purge([.succeeded, .failed, .cancelled], endedBefore: .seconds(50)) == 1)
        #expect(try await store.job(old.id) == nil)
        #expect(try await store.status().cacheGeneration > generation)
        #expect(try await store.purge([.succeeded], endedBefore: .zero) == 0)
        #expect(try await store.purge([.cancelled, .queued], endedBefore: .zero) == 1)
        #expect(try await store.expectJob(live.id).state == .queued)
    }

    @Test(arguments: Backend.allCases)
    func `lists and numbers say what there is`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let worker = WorkerID()
        try await store.register(
            WorkerRecord(id: worker, host: "here", pid: 7, version: "1", slots: 3, identity: Bench.identity)
        )
        let failed = try await bench.enqueue("a", store, client: "x")
        _ = try await store.fail(store.expectClaim(worker), Self.broken, retryIn: nil)
        bench.clock.advance(by: .seconds(1))
        let running = try await bench.enqueue("b", store, client: "x")
        _ = try await store.expectClaim(worker)
        bench.clock.advance(by: .seconds(2))
        let waiting = try await bench.enqueue("c", store, client: "y")
        bench.clock.advance(by: .seconds(3))
        #expect(try await store.jobs(JobSelection()).map(\.id) == [waiting.id, running.id, failed.id])
        #expect(try await store.jobs(JobSelection(client: "x", limit: 1)).map(\.id) == [running.id])
        #expect(try await store.jobs(JobSelection(before: running.id)).map(\.id) == [failed.id])
        let listed = try #require(try await store.jobs(JobSelection(state: .failed, code: .recognitionFailed)).first)
        #expect(listed.failure == Self.broken)
        #expect(listed.attempts == 1)
        #expect(try await store.jobs(JobSelection(code: .outOfMemory)).isEmpty)
        let summary = try await store.summary()
        #expect(summary.jobs[.queued] == 1 && summary.jobs[.running] == 1 && summary.jobs[.failed] == 1)
        #expect(summary.oldestWait == .seconds(3))
        #expect(summary.clientsWaiting == 1 && summary.workersAlive == 1 && summary.slots == 3)
        let listing = try #require(try await store.workers().first)
        #expect(listing.id == worker.description && listing.pid == 7 && listing.running == 1 && listing.isAlive)
    }

    private struct Wrong: Error {}
}
