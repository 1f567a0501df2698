// What a worker does with what it claims, on a store and engines that are stubs.

import Shared
import Testing

@testable import Worker

@Suite struct WorkerServiceTests {
    @Test func `what is queued is read and finished`() async throws {
        try await WorkerHarness().run { worker in
            for number in 1...20 { worker.store.add(Int64(number)) }
            try await eventually("all are finished") { worker.store[\.finished].count == 20 }
            #expect(worker.starter.engines.count == 1, "one warm engine read them all")
            #expect(worker.store[\.largestClaim] == 1, "nothing is claimed before a slot is free")
        }
    }

    @Test func `slots work side by side`() async throws {
        var harness = WorkerHarness(StubStarter { $0 == "1" ? .endless : .text })
        harness.slots = 2
        harness.settings.times.shutdown = .milliseconds(100)
        try await harness.run { worker in
            for number in 1...5 { worker.store.add(Int64(number)) }
            try await eventually("the others are finished") { worker.store[\.finished].sorted() == [2, 3, 4, 5] }
        }
    }

    @Test func `the next image does not wait for the last to be written`() async throws {
        try await WorkerHarness().run { worker in
            worker.store.change { $0.holdsFinishes = true }
            // Whatever happens: the worker does not end as long as it cannot write.
            defer { worker.store.change { $0.holdsFinishes = false } }
            worker.store.add(1)
            worker.store.add(2)
            try await eventually("both are read") { worker.starter.engines.first?.read == ["1", "2"] }
            #expect(worker.store[\.finished] == [])
        }
    }

    @Test func `what is read is written before the worker ends`() async throws {
        let harness = WorkerHarness()
        try await harness.run { worker in
            worker.store.change { $0.holdsFinishes = true }
            worker.store.add(1)
            try await eventually("it is read") { worker.starter.engines.first?.read == ["1"] }
            Task {
                try await eventually("the worker stops") { worker.starter.engines.first?.isAlive == false }
                worker.store.change { $0.holdsFinishes = false }
            }
        }
        #expect(harness.store[\.finished] == [1])
        #expect(harness.store[\.unregistered].count == 1)
    }

    @Test func `a cancelled claim has its engine killed, and the next gets a fresh one`() async throws {
        try await WorkerHarness(StubStarter { $0 == "1" ? .endless : .text }).run { worker in
            worker.store.add(1)
            try await eventually("it is being read") { worker.starter.engines.first?.read == ["1"] }
            worker.store.lose(1)
            worker.store.add(2)
            try await eventually("the next is finished") { worker.store[\.finished] == [2] }
            #expect(worker.starter.engines.map(\.isAlive) == [false, true])
            #expect(worker.store[\.failed] == [], "nothing is written of the first")
        }
    }

    @Test func `a cancellation is noticed without a hint`() async throws {
        try await WorkerHarness(StubStarter { $0 == "1" ? .endless : .text }).run { worker in
            worker.store.add(1)
            try await eventually("it is being read") { worker.starter.engines.first?.read == ["1"] }
            worker.store.lose(1, hint: false)
            try await eventually("its engine is killed") { worker.starter.engines.first?.isAlive == false }
        }
    }

    @Test func `an engine that ends by itself has its claim delayed`() async throws {
        try await WorkerHarness(StubStarter { $0 == "1" ? .crash : .text }).run { worker in
            worker.store.add(1)
            worker.store.add(2)
            try await eventually("the next is finished") { worker.store[\.finished] == [2] }
            #expect(worker.store[\.failed] == [.init(recognition: 1, failure: .processEnded, isRetried: true)])
        }
    }

    @Test func `the last attempt fails`() async throws {
        try await WorkerHarness(StubStarter { _ in .crash }).run { worker in
            worker.store.add(1, attempt: 3)
            try await eventually("it fails") { !worker.store[\.failed].isEmpty }
            #expect(worker.store[\.failed] == [.init(recognition: 1, failure: .processEnded, isRetried: false)])
        }
    }

    @Test func `running out of memory is not tried again`() async throws {
        let failure = JobFailure(.outOfMemory, "too much")
        try await WorkerHarness(StubStarter { _ in .failure(failure, isRetryable: false) }).run { worker in
            worker.store.add(1)
            try await eventually("it fails") { !worker.store[\.failed].isEmpty }
            #expect(worker.store[\.failed] == [.init(recognition: 1, failure: failure, isRetried: false)])
        }
    }

    @Test func `an engine serves one set of languages at a time`() async throws {
        try await WorkerHarness().run { worker in
            worker.store.add(1)
            worker.store.add(2, language: "deu+eng")
            worker.store.add(3, language: "deu+eng")
            try await eventually("all are finished") { worker.store[\.finished].count == 3 }
            #expect(worker.starter.engines.map(\.languages) == [["eng"], ["deu", "eng"]])
        }
    }

    @Test func `a language that cannot be loaded fails its job and no other`() async throws {
        try await WorkerHarness().run { worker in
            worker.store.add(1, language: "xyz")
            worker.store.add(2)
            try await eventually("the other is finished") { worker.store[\.finished] == [2] }
            #expect(worker.store[\.failed] == [.init(recognition: 1, failure: .notLoaded("xyz"), isRetried: false)])
        }
    }

    @Test func `nothing is claimed as long as no engine starts`() async throws {
        let starter = StubStarter(failures: [.failed("once"), .failed("twice")])
        try await WorkerHarness(starter).run { worker in
            worker.store.add(1)
            #expect(worker.store[\.claims] == 0)
            try await eventually("the third engine reads it") { worker.store[\.finished] == [1] }
        }
    }

    @Test func `engines are replaced after so many images`() async throws {
        var harness = WorkerHarness()
        harness.settings.workers.recycleAfter = 2
        try await harness.run { worker in
            for number in 1...5 { worker.store.add(Int64(number)) }
            try await eventually("all are finished") { worker.store[\.finished].count == 5 }
            #expect(worker.starter.engines.map(\.read.count) == [2, 2, 1])
        }
    }

    @Test func `engines that have grown are replaced`() async throws {
        try await WorkerHarness(StubStarter(residentMemory: 1 << 30)).run { worker in
            worker.store.add(1)
            worker.store.add(2)
            try await eventually("both are finished") { worker.store[\.finished].count == 2 }
            #expect(worker.starter.engines.count >= 2)
            #expect(worker.starter.engines.allSatisfy { $0.read.count <= 1 })
        }
    }

    @Test func `a store that is away is asked again`() async throws {
        try await WorkerHarness().run { worker in
            worker.store.change { $0.brokenClaims = 2 }
            worker.store.add(1)
            try await eventually("it is finished") { worker.store[\.finished] == [1] }
        }
    }

    @Test func `what is in hand is given back when the time to stop is over`() async throws {
        var harness = WorkerHarness(StubStarter { _ in .endless })
        harness.settings.times.shutdown = .milliseconds(100)
        try await harness.run { worker in
            worker.store.add(1)
            worker.store.add(2)
            try await eventually("one is being read") { worker.starter.engines.first?.read == ["1"] }
        }
        #expect(harness.store[\.givenBack] == [1])
        #expect(harness.store[\.queued].map(\.recognition) == [2], "nothing more was taken")
        #expect(harness.store[\.held].isEmpty)
        #expect(harness.store[\.unregistered].count == 1)
        #expect(harness.starter.engines.allSatisfy { !$0.isAlive })
    }

    @Test func `the default languages are published first, then all`() async throws {
        try await WorkerHarness().run { worker in
            try await eventually("both are published") { worker.store[\.registered].count == 2 }
            let languages = worker.store[\.registered].map { $0.identity.traineddata.keys.sorted() }
            #expect(languages == [["eng"], ["deu", "eng"]])
        }
    }
}
