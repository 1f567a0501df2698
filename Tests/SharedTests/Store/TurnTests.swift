// Who is next: clients take turns; priorities order what one client wants.

import Testing

@testable import Shared

@Suite struct TurnTests {
    /// The texts of what is claimed until nothing is left, one claim at a time.
    private func order(_ store: any JobStore) async throws -> [String] {
        var texts: [String] = []
        while let claim = try await store.claim(for: WorkerID(), limit: 1, lease: .seconds(30)).first {
            texts.append(String(decoding: try await store.image(of: claim), as: UTF8.self))
        }
        return texts
    }

    @Test(arguments: Backend.allCases)
    func `ten thousand jobs of one client do not stand in front of another's one`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        // As many as a test can wait for: the rule knows no numbers.
        for index in 0..<300 { try await bench.enqueue("many \(index)", store, client: "many") }
        let one = try await bench.enqueue("one", store, client: "one")
        #expect(one.queuePosition == 1)
        #expect(try await store.expectClaim().upload != "")
        let second = try await store.expectClaim()
        #expect(try await store.image(of: second) == Array("one".utf8))
    }

    @Test(arguments: Backend.allCases)
    func `clients take turns, whatever each has waiting`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for text in ["a1", "a2", "a3", "a4"] { try await bench.enqueue(text, store, client: "a") }
        for text in ["b1", "b2"] { try await bench.enqueue(text, store, client: "b") }
        try await bench.enqueue("c1", store, client: "c")
        #expect(try await order(store) == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"])
    }

    @Test(arguments: Backend.allCases)
    func `a client that sends one job after the other gets no more turns than one with many`(
        backend: Backend
    ) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for index in 0..<6 { try await bench.enqueue("many \(index)", store, client: "many") }
        var texts: [String] = []
        for index in 0..<3 {
            try await bench.enqueue("eager \(index)", store, client: "eager")
            for _ in 0..<2 {
                texts.append(String(decoding: try await store.image(of: store.expectClaim()), as: UTF8.self))
            }
        }
        #expect(texts == ["many 0", "eager 0", "many 1", "eager 1", "many 2", "eager 2"])
    }

    @Test(arguments: Backend.allCases)
    func `a client's urgent job goes before its others, and before nobody else's`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        try await bench.enqueue("b1", store, client: "b")
        try await bench.enqueue("a1", store, client: "a")
        try await bench.enqueue("a2", store, client: "a", priority: 0)
        let urgent = try await bench.enqueue("a3", store, client: "a", priority: 4)
        #expect(urgent.queuePosition == 1)
        #expect(urgent.priority == 4)
        #expect(try await order(store) == ["b1", "a3", "a1", "a2"])
    }

    @Test(arguments: Backend.allCases)
    func `what had its turn before goes first`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for text in ["a1", "a2", "a3"] { try await bench.enqueue(text, store, client: "a") }
        try await bench.enqueue("b1", store, client: "b", priority: 4)
        let lost = try await store.expectClaim(lease: .seconds(5))
        let handedBack = try await store.expectClaim()
        bench.clock.advance(by: .seconds(5))
        try await store.giveBack([handedBack])
        #expect(try await store.expectClaim().recognition == lost.recognition)
        #expect(try await store.expectClaim().recognition == handedBack.recognition)
        #expect(try await order(store) == ["a2", "a3"])
    }

    @Test(arguments: Backend.allCases)
    func `a job that joins another client's work does not wait in that client's line`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        for text in ["a1", "a2", "a3"] { try await bench.enqueue(text, store, client: "a") }
        try await bench.enqueue("a3", store, client: "b")
        #expect(try await order(store) == ["a1", "a3", "a2"])
    }

    @Test(arguments: Backend.allCases)
    func `a client whose jobs were cancelled is passed over`(backend: Backend) async throws {
        let bench = try Bench()
        let store = try backend.open(bench)
        let gone = try await bench.enqueue("a1", store, client: "a")
        try await bench.enqueue("b1", store, client: "b")
        _ = try await store.cancel(gone.id)
        #expect(try await order(store) == ["b1"])
    }
}
