// Fingerprints: sharing work under way, reusing results, and cancelling what others still need.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct SingleFlightTests {
    @Test(arguments: Backend.allCases)
    func `jobs with one fingerprint share one recognition`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        let second = try await bench.enqueue("a", store)
        #expect(second.state == .running)
        #expect(try await store.hasClaimable() == false)
        #expect(try await store.finish(claim, with: Bench.outcome("text")))
        for id in [first.id, second.id] {
            let job = try await store.expectJob(id)
            #expect(job.state == .succeeded)
            #expect(job.result?.text == "text")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a fresh result answers the next job at once`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.cacheTimeToLive = .seconds(60)
        let store = try backend.open(bench)
        let asked = try await bench.submission("a", store)
        let fingerprint = try #require(asked.fingerprint)
        _ = try await store.enqueue(asked)
        #expect(try await store.cachedResult(for: fingerprint) == nil)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        bench.clock.advance(by: .seconds(20))
        #expect(try await store.cachedResult(for: fingerprint)?.freshFor == .seconds(40))
        let cached = try await bench.enqueue("a", store)
        #expect(cached.state == .succeeded)
        #expect(cached.cached)
        #expect(cached.result?.text == "text")
        bench.clock.advance(by: .seconds(41))
        #expect(try await store.cachedResult(for: fingerprint) == nil)
        #expect(try await bench.enqueue("a", store).state == .queued)
    }

    @Test(arguments: Backend.allCases)
    func `a result is stored under what really read it`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let asked = try await bench.submission("a", store)
        _ = try await store.enqueue(asked)
        var newer = Bench.identity
        newer.tesseract = "5.4.0"
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text", identity: newer))
        #expect(try await store.cachedResult(for: #require(asked.fingerprint)) == nil)
        let real = Fingerprint(image: asked.upload.digest, options: asked.options, identity: newer)
        #expect(try await store.cachedResult(for: #require(real))?.result.text == "text")
    }

    @Test(arguments: Backend.allCases)
    func `without a fingerprint nothing is shared`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store, fingerprinted: false)
        try await bench.enqueue("a", store, fingerprinted: false)
        #expect(try await store.claim(for: WorkerID(), limit: 5, lease: .seconds(30)).count == 2)
    }

    @Test(arguments: Backend.allCases)
    func `a cancelled job is not run, and its worker loses it`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let waiting = try await bench.enqueue("a", store)
        guard case .cancelled(let job) = try await store.cancel(waiting.id) else {
            Issue.record("a queued job can be cancelled")
            return
        }
        #expect(job.state == .cancelled)
        #expect(try await store.hasClaimable() == false)

        let worker = WorkerID()
        let running = try await bench.enqueue("b", store)
        let claim = try await store.expectClaim(worker)
        #expect(try await store.holdings(of: worker) == [claim.holding])
        _ = try await store.cancel(running.id)
        #expect(try await store.holdings(of: worker).isEmpty)
        #expect(try await store.finish(claim, with: Bench.outcome("b")) == false)
        #expect(try await store.cancel(running.id) == .alreadyFinal(store.expectJob(running.id)))
        #expect(try await store.cancel(JobID(now: Date())) == .unknown)
    }

    @Test(arguments: Backend.allCases)
    func `cancelling one of two jobs leaves the other its recognition`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        let second = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        _ = try await store.cancel(first.id)
        #expect(try await store.finish(claim, with: Bench.outcome("text")))
        #expect(try await store.expectJob(first.id).state == .cancelled)
        #expect(try await store.expectJob(second.id).state == .succeeded)
    }
}
