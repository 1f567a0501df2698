// The job's life, as every store must keep it: the plain way through, failures, retries.

import Testing

@testable import Shared

@Suite struct LifeOfAJobTests {
    @Test(arguments: Backend.allCases)
    func `an accepted job is queued and is there for another process`(backend: Backend) async throws {
        let bench = try Bench()
        let job = try await bench.enqueue("a", backend.open(bench))
        #expect(job.state == .queued)
        #expect(job.queuePosition == 0)
        #expect(job.createdAt == bench.clock.now.wall)
        let other = try await backend.open(bench).expectJob(job.id)
        #expect(other == job)
    }

    @Test(arguments: Backend.allCases)
    func `a claim takes the oldest, once`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        let second = try await bench.enqueue("b", store)
        let claim = try await store.expectClaim()
        #expect(claim.epoch == 1)
        #expect(claim.attempt == 1)
        #expect(try await store.expectJob(first.id).state == .running)
        #expect(try await store.expectJob(second.id).queuePosition == 0)
        #expect(try await store.image(of: claim) == Array("a".utf8))
        #expect(try await store.claim(for: WorkerID(), limit: 5, lease: .seconds(30)).count == 1)
        #expect(try await store.claim(for: WorkerID(), limit: 5, lease: .seconds(30)).isEmpty)
        #expect(try await store.hasClaimable() == false)
    }

    @Test(arguments: Backend.allCases)
    func `a finished job has its result, and is finished once`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        bench.clock.advance(by: .seconds(2))
        #expect(try await store.finish(claim, with: Bench.outcome("text")))
        let done = try await store.expectJob(job.id)
        #expect(done.state == .succeeded)
        #expect(done.result == Bench.outcome("text").result)
        #expect(done.finishedAt == bench.clock.now.wall)
        #expect(done.progress == 1)
        #expect(try await store.finish(claim, with: Bench.outcome("other")) == false)
        #expect(try await store.fail(claim, JobFailure(.invalidImage, "no"), retryIn: nil) == false)
        #expect(try await store.expectJob(job.id) == done)
    }

    @Test(arguments: Backend.allCases)
    func `what is asked of a recognition reaches who claims it`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        var submission = try await bench.submission("a", store)
        submission.options.orientation = .quarter
        submission.options.resolution = 240
        submission.options.pages = PageSelection("1-3,7")
        submission.options.whitelist = "0123456789"
        submission.idempotencyKey = "k"
        let job = try await store.enqueue(submission)
        #expect(try await store.expectJob(job.id).options == submission.options)
        #expect(try await store.expectClaim().options == submission.options)
        submission.options.resolution = nil
        await #expect(throws: StoreError.keyReused) { try await store.enqueue(submission) }
    }

    @Test(arguments: Backend.allCases)
    func `the words of a result are there for those who ask`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        var outcome = Bench.outcome("one two")
        outcome.pages = Array(
            #"""
            [{"number":3,"width":9,"height":9,"blocks":[{"kind":"text","box":[0,0,9,9],"lines":[
            {"box":[0,0,9,4],"startsParagraph":true,"words":[{"text":"one","box":[1,2,3,4],"confidence":0.5}]},
            {"box":[0,5,9,4],"startsParagraph":false,"words":[{"text":"two","box":[1,6,3,4],"confidence":0.25}]}
            ]}]}]
            """#.utf8
        )
        #expect(try await store.pages(of: job.id) == nil)
        #expect(try await store.finish(store.expectClaim(), with: outcome))
        let expected = [
            ResultWord(text: "one", confidence: 0.5, box: [1, 2, 3, 4], page: 3, block: 1, line: 1),
            ResultWord(text: "two", confidence: 0.25, box: [1, 6, 3, 4], page: 3, block: 1, line: 2),
        ]
        #expect(try await store.pages(of: job.id)?.decoded().words == expected)
        #expect(try await store.pages(of: JobID(now: bench.clock.now.wall)) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `a result keeps what is known of its pages and of its tries`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        var outcome = Bench.outcome("one\u{0C}")
        outcome.result.pages = [
            PageResult(number: 1, width: 10, height: 20, confidence: 0.25),
            PageResult(
                number: 2,
                width: 0,
                height: 0,
                confidence: 0,
                failure: JobFailure(.recognitionTimeout, "Too slow.")
            ),
        ]
        outcome.result.tries = [ResultTry(steps: ["scale", "psm-6"], score: 12.5, confidence: 0.75, coverage: 1)]
        #expect(try await store.finish(store.expectClaim(), with: outcome))
        #expect(try await store.expectJob(job.id).result == outcome.result)
        let again = try await bench.enqueue("a", store)
        #expect(again.cached && again.result == outcome.result)
    }

    @Test(arguments: Backend.allCases)
    func `a failure that may pass waits for its time`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        let failure = JobFailure(.recognitionFailed, "The engine ended.")
        #expect(try await store.fail(claim, failure, retryIn: .seconds(5)))
        #expect(try await store.expectJob(job.id).state == .delayed)
        bench.clock.advance(by: .seconds(4))
        #expect(try await store.hasClaimable() == false)
        #expect(try await store.claim(for: WorkerID(), limit: 1, lease: .seconds(30)).isEmpty)
        bench.clock.advance(by: .seconds(1))
        #expect(try await store.hasClaimable())
        let again = try await store.expectClaim()
        #expect(again.attempt == 2)
        #expect(again.epoch == 2)
    }

    @Test(arguments: Backend.allCases)
    func `a failure for good says why`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let failure = JobFailure(.invalidImage, "The pixels do not decode.")
        #expect(try await store.fail(store.expectClaim(), failure, retryIn: nil))
        let failed = try await store.expectJob(job.id)
        #expect(failed.state == .failed)
        #expect(failed.failure == failure)
        #expect(try await store.hasClaimable() == false)
    }

    @Test(arguments: Backend.allCases)
    func `failures are never cached`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        _ = try await store.fail(store.expectClaim(), JobFailure(.invalidImage, "no"), retryIn: nil)
        #expect(try await bench.enqueue("a", store).state == .queued)
    }

    @Test(arguments: Backend.allCases)
    func `what is given back has lost no attempt`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let job = try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        try await store.giveBack([claim])
        #expect(try await store.expectJob(job.id).state == .queued)
        let again = try await store.expectClaim()
        #expect(again.attempt == 1)
        #expect(again.epoch == 2)
    }

    @Test(arguments: Backend.allCases)
    func `a job that waited too long fails as such`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        let old = try await bench.enqueue("a", store)
        bench.clock.advance(by: .seconds(61))
        let fresh = try await bench.enqueue("b", store)
        _ = try await store.expectClaim()
        #expect(try await store.expectJob(old.id).failure?.code == .queueTimeout)
        #expect(try await store.expectJob(fresh.id).state == .running)
    }

    @Test(arguments: Backend.allCases)
    func `however many waited too long, the next that did not is claimed`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        for index in 0..<300 { try await bench.enqueue("image \(index)", store) }
        bench.clock.advance(by: .seconds(61))
        let fresh = try await bench.enqueue("fresh", store)
        _ = try await store.expectClaim()
        #expect(try await store.expectJob(fresh.id).state == .running)
        #expect(try await store.status().waiting == 0)
    }

    @Test(arguments: Backend.allCases)
    func `who joins an old job waits as long as any`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        bench.clock.advance(by: .seconds(50))
        let joined = try await bench.enqueue("a", store)
        bench.clock.advance(by: .seconds(50))
        _ = try await store.expectClaim()
        #expect(try await store.expectJob(joined.id).state == .running)
    }

    @Test(arguments: Backend.allCases)
    func `a full queue takes no more, and what it took stays`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueLimit = 2
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store)
        try await bench.enqueue("b", store)
        await #expect(throws: StoreError.queueFull) { try await bench.enqueue("c", store) }
        #expect(try await store.expectJob(first.id).state == .queued)
        _ = try await store.expectClaim()
        #expect(try await bench.enqueue("c", store).queuePosition == 1)
    }
}
