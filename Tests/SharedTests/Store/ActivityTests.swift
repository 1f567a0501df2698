// What the board and those who follow jobs are told.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct ActivityTests {
    @Test(arguments: Backend.allCases)
    func `the version changes with what others commit, and stays where nobody does`(backend: Backend) async throws {
        let bench = try Bench()
        let (store, other) = (try backend.open(bench), try backend.open(bench))
        let first = try await store.version()
        #expect(try await store.version() == first)
        try await bench.enqueue("a", other)
        let second = try await store.version()
        #expect(second != first)
        try await other.maintain()
        let third = try await store.version()
        try await other.maintain()
        #expect(try await store.version() == third, "an idle store's upkeep is no news")
        // Its own commits count, too.
        try await bench.enqueue("b", store)
        #expect(try await store.version() != third)
    }

    @Test(arguments: Backend.allCases)
    func `standings tell how far jobs are`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let waiting = try await bench.enqueue("b", store)
        let worker = WorkerID()
        let claim = try #require(try await store.claim(for: worker, limit: 1, lease: .seconds(30)).first)
        let progress = Progress(claim.holding, fraction: 0.25)
        _ = try await store.renew([claim.holding], for: worker, lease: .seconds(30), progress: [progress])
        let gone = JobID(now: bench.clock.now.wall)
        let standings = try await store.standings(of: [job.id, gone, waiting.id])
        #expect(
            standings == [
                JobStanding(id: job.id, state: .running, attempts: 1, progress: 0.25),
                JobStanding(id: waiting.id, state: .queued, attempts: 0, progress: 0),
            ]
        )
        let running = try await store.running()
        #expect(running.map(\.id) == [job.id])
        #expect(running[0].worker == worker.description)
        #expect(running[0].progress == 0.25)
    }

    @Test(arguments: Backend.allCases)
    func `endings and failures are those of a span of time`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let start = bench.clock.now.wall
        try await bench.enqueue("a", store)
        bench.clock.advance(by: .milliseconds(40))
        let claim = try await store.expectClaim()
        bench.clock.advance(by: .milliseconds(300))
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        #expect(try await bench.enqueue("a", store).cached)
        for text in ["b", "c"] {
            bench.clock.advance(by: .seconds(1))
            try await bench.enqueue(text, store)
            let failure = JobFailure(.invalidImage, "It is \(text).")
            _ = try await store.fail(try await store.expectClaim(), failure, retryIn: nil)
        }
        let endings = try await store.endings(from: start, to: start + 60, sample: 100)
        #expect(endings.counts == [.succeeded: 2, .failed: 2])
        #expect(endings.waits == [.milliseconds(40), .zero, .zero], "none of the one from the cache")
        #expect(endings.runs == [.milliseconds(300), .zero, .zero])
        let sampled = try await store.endings(from: start, to: start + 60, sample: 1)
        #expect(sampled.counts == endings.counts)
        #expect(sampled.runs.count == 1)
        let later = try await store.endings(from: start + 60, to: start + 120, sample: 100)
        #expect(later == JobEndings(counts: [:], waits: [], runs: []))
        let failures = try await store.failures(since: start)
        #expect(failures.map(\.jobs) == [2])
        #expect(failures[0].last == JobFailure(.invalidImage, "It is c."))
        #expect(try await store.failures(since: bench.clock.now.wall + 1).isEmpty)
    }
}
