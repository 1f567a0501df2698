// Uploads, retention, status and wake-ups, as every store must keep them.

import Testing

@testable import Shared

@Suite struct UpkeepTests {
    @Test(arguments: Backend.allCases)
    func `an upload goes with the last live job that needs it`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store, fingerprinted: false)
        let second = try await bench.enqueue("a", store, fingerprinted: false)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        #expect(try await store.image(of: claim) == Array("a".utf8))
        _ = try await store.cancel(second.id)
        await #expect(throws: StoreError.self) { try await store.image(of: claim) }
        try await bench.enqueue("a", store, fingerprinted: false)
        #expect(try await store.image(of: store.expectClaim()) == Array("a".utf8))
    }

    @Test(arguments: Backend.allCases)
    func `a job that is answered or refused leaves no upload behind`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueLimit = 1
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        #expect(try await bench.enqueue("a", store).cached)
        await #expect(throws: StoreError.self) { try await store.image(of: claim) }
        try await bench.enqueue("b", store)
        await #expect(throws: StoreError.queueFull) { try await bench.enqueue("c", store) }
        #expect(try File.names(in: bench.folder + "/uploads").count == 2, "incoming/ and the image of b")
    }

    @Test(arguments: Backend.allCases)
    func `uploads are kept with their jobs where that is asked`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.keepUploads = .withJob
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        let claim = try await store.expectClaim()
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        #expect(try await store.image(of: claim) == Array("a".utf8))
        bench.clock.advance(by: bench.policy.retention)
        try await store.maintain()
        await #expect(throws: StoreError.self) { try await store.image(of: claim) }
    }

    @Test(arguments: Backend.allCases)
    func `a final job goes when its retention is over, and a live one never`(backend: Backend) async throws {
        var bench = try Bench()
        bench.policy.queueTimeout = bench.policy.retention * 2
        let store = try backend.open(bench)
        let done = try await bench.enqueue("a", store)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let live = try await bench.enqueue("b", store)
        bench.clock.advance(by: bench.policy.retention - .seconds(1))
        let cached = try await bench.enqueue("a", store)
        try await store.maintain()
        #expect(try await store.job(done.id) != nil)
        bench.clock.advance(by: .seconds(1))
        try await store.maintain()
        #expect(try await store.job(done.id) == nil)
        #expect(try await store.settled(among: [done.id, live.id]) == [done.id])
        #expect(try await store.expectJob(live.id).state == .queued)
        #expect(try await store.expectJob(cached.id).result?.text == "text")
    }

    @Test(arguments: Backend.allCases)
    func `the status tells of waiting jobs and of living workers`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store)
        #expect(try await store.status().identity == nil)
        let worker = WorkerRecord(
            id: WorkerID(),
            host: "host",
            pid: 1,
            version: "1",
            slots: 2,
            identity: Bench.identity
        )
        try await store.register(worker)
        let status = try await store.status()
        #expect(status.waiting == 1)
        #expect(status.slots == 2)
        #expect(status.identity == Bench.identity)
        let claim = try await store.expectClaim(worker.id)
        _ = try await store.finish(claim, with: Bench.outcome("text"))
        #expect(try await store.status().serviceTime == .milliseconds(40))
        bench.clock.advance(by: .seconds(25))
        _ = try await store.renew([], for: worker.id, lease: .seconds(10), progress: [])
        bench.clock.advance(by: .seconds(9))
        #expect(try await store.status().slots == 2)
        bench.clock.advance(by: .seconds(1))
        #expect(try await store.status().slots == 0)
        #expect(try await store.status().identity == Bench.identity)
    }

    @Test(arguments: Backend.allCases)
    func `other processes are woken`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let other = try backend.open(bench)
        var workers = other.wakeups(for: .worker).makeAsyncIterator()
        var apis = other.wakeups(for: .api).makeAsyncIterator()
        // A hint may be lost until the socket is bound: so ask until one comes.
        let asking = Task {
            var round = 0
            while !Task.isCancelled {
                round += 1
                let job = try await bench.enqueue("image \(round)", store)
                _ = try await store.cancel(job.id)
            }
        }
        let work = await workers.next()
        #expect(work == .work || work == .cancelled)
        guard case .settled(let ids) = await apis.next() else {
            Issue.record("the first hint for an API is that a job is settled")
            return
        }
        asking.cancel()
        #expect(ids.count == 1)
        #expect(try await store.expectJob(#require(ids.first)).state == .cancelled)
    }
}
