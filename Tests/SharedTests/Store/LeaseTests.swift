// Leases, fencing and rescue, as every store must keep them.

import Testing

@testable import Shared

@Suite struct LeaseTests {
    @Test(arguments: Backend.allCases)
    func `an expired lease is claimed again, and its first holder is fenced off`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let zombie = try await store.expectClaim(lease: .seconds(30))
        bench.clock.advance(by: .milliseconds(29_999))
        #expect(try await store.hasClaimable() == false)
        #expect(try await store.claim(for: WorkerID(), limit: 1, lease: .seconds(30)).isEmpty)
        bench.clock.advance(by: .milliseconds(1))
        #expect(try await store.hasClaimable())
        let claim = try await store.expectClaim()
        #expect(claim.recognition == zombie.recognition)
        #expect(claim.epoch == 2)
        #expect(try await store.finish(zombie, with: Bench.outcome("zombie")) == false)
        #expect(try await store.fail(zombie, JobFailure(.invalidImage, "zombie"), retryIn: .seconds(1)) == false)
        try await store.giveBack([zombie])
        #expect(try await store.expectJob(job.id).state == .running)
        #expect(try await store.finish(claim, with: Bench.outcome("right")))
        #expect(try await store.expectJob(job.id).result?.text == "right")
    }

    @Test(arguments: Backend.allCases)
    func `a recognition that loses its worker twice fails`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        for _ in 0..<2 {
            _ = try await store.expectClaim(lease: .seconds(10))
            bench.clock.advance(by: .seconds(10))
        }
        #expect(try await store.claim(for: WorkerID(), limit: 1, lease: .seconds(10)).isEmpty)
        let lost = try await store.expectJob(job.id)
        #expect(lost.state == .failed)
        #expect(lost.failure?.code == .workerLost)
    }

    @Test(arguments: Backend.allCases)
    func `a renewed lease holds, with its progress`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let worker = WorkerID()
        let job = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim(worker, lease: .seconds(30))
        bench.clock.advance(by: .seconds(20))
        let held = try await store.renew(
            [claim.holding],
            for: worker,
            lease: .seconds(30),
            progress: [Progress(claim.holding, fraction: 0.4)]
        )
        #expect(held == [claim.holding])
        #expect(try await store.expectJob(job.id).progress == 0.4)
        bench.clock.advance(by: .seconds(29))
        #expect(try await store.hasClaimable() == false)
        #expect(try await store.finish(claim, with: Bench.outcome("a")))
        #expect(try await store.renew([claim.holding], for: worker, lease: .seconds(30), progress: []).isEmpty)
    }

    @Test(arguments: Backend.allCases)
    func `a claim that its worker has lost sight of is rescued`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let worker = WorkerID()
        try await bench.enqueue("a", store)
        _ = try await store.expectClaim(worker, lease: .seconds(30))
        bench.clock.advance(by: .seconds(20))
        _ = try await store.renew([], for: worker, lease: .seconds(30), progress: [])
        bench.clock.advance(by: .seconds(10))
        #expect(try await store.expectClaim().attempt == 2)
    }

    @Test(arguments: Backend.allCases)
    func `after another boot every lease and every delay is over`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        try await bench.enqueue("b", store)
        let first = try await store.expectClaim()
        _ = try await store.fail(first, JobFailure(.recognitionFailed, "no"), retryIn: .seconds(3600))
        _ = try await store.expectClaim(lease: .seconds(3600))
        bench.clock.reboot()
        #expect(try await store.claim(for: WorkerID(), limit: 5, lease: .seconds(30)).count == 2)
    }

    @Test(arguments: Backend.allCases, [7200.0, -7200.0])
    func `a step of the wall clock frees no lease and fails no queue`(backend: Backend, step: Double) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let running = try await bench.enqueue("a", store)
        _ = try await store.expectClaim()
        let waiting = try await bench.enqueue("b", store)
        bench.clock.stepWallClock(by: step)
        let claims = try await store.claim(for: WorkerID(), limit: 5, lease: .seconds(30))
        #expect(claims.count == 1)
        #expect(try await store.expectJob(running.id).attempts == 1)
        #expect(try await store.expectJob(waiting.id).state == .running)
    }

    @Test(arguments: Backend.allCases)
    func `many processes claim everything once`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for index in 0..<60 { try await bench.enqueue("image \(index)", store) }
        let taken = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<4 {
                let other = try backend.open(bench)
                group.addTask {
                    var mine: [Int64] = []
                    while let claim = try await other.claim(for: WorkerID(), limit: 1, lease: .seconds(30)).first {
                        mine.append(claim.recognition)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 60)
        #expect(Set(taken).count == 60)
    }
}
