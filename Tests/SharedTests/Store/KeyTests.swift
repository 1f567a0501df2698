// Idempotency keys, as every store must keep them.

import Testing

@testable import Shared

@Suite struct KeyTests {
    @Test(arguments: Backend.allCases)
    func `the same key and request give the same job, whatever its state`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store, key: "k")
        #expect(try await bench.enqueue("a", store, key: "k").id == first.id)
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        let again = try await bench.enqueue("a", store, key: "k")
        #expect(again.id == first.id)
        #expect(again.result?.text == "text")
        #expect(try await bench.enqueue("a", store, key: "other").id != first.id)
    }

    @Test(arguments: Backend.allCases)
    func `the same key for something else is refused and leaves nothing behind`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("a", store, key: "k")
        await #expect(throws: StoreError.keyReused) { try await bench.enqueue("b", store, key: "k") }
        await #expect(throws: StoreError.keyReused) { try await bench.enqueue("a", store, priority: 4, key: "k") }
        #expect(try await store.status().waiting == 1)
        #expect(try File.names(in: bench.folder + "/uploads").count == 2, "incoming/ and the image of a")
    }

    @Test(arguments: Backend.allCases)
    func `a key is its client's own`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store, client: "x", key: "k")
        let second = try await bench.enqueue("b", store, client: "y", key: "k")
        #expect(first.id != second.id)
    }

    @Test(arguments: Backend.allCases)
    func `a key sent many times at once makes one job`(backend: Backend) async throws {
        let bench = try Bench()
        let stores = [try backend.open(bench), try backend.open(bench)]
        let ids = try await withThrowingTaskGroup(of: JobID.self) { group in
            for index in 0..<40 {
                group.addTask { try await bench.enqueue("a", stores[index % 2], fingerprinted: false, key: "k").id }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await stores[0].status().waiting == 1)
    }

    @Test(arguments: Backend.allCases)
    func `a key is free again when its job is deleted`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let first = try await bench.enqueue("a", store, key: "k")
        _ = try await store.finish(store.expectClaim(), with: Bench.outcome("text"))
        bench.clock.advance(by: bench.policy.retention)
        try await store.maintain()
        #expect(try await bench.enqueue("b", store, key: "k").id != first.id)
    }
}
