// When a request that does not get through is given up.

import Synchronization
import Testing

@testable import Control

@Suite struct LineTests {
    private let address = ServiceAddress(argument: "http://127.0.0.1:1")
    private let start = ContinuousClock.now
    private let passed = Passed()

    /// Time that goes by when the test says so.
    private final class Passed: Sendable {
        let time = Mutex(Duration.zero)
    }

    private func line() -> Line {
        var patience = Patience()
        (patience.firstContact, patience.outage) = (.seconds(3), .seconds(60))
        return Line(patience) { [start, passed] in start + passed.time.withLock { $0 } }
    }

    /// What is thrown for a request that was first lost so many seconds after the start.
    private func verdict(_ line: Line, since seconds: Int, at now: Int) async throws -> (any Error)? {
        passed.time.withLock { $0 = .seconds(now) }
        let address = try #require(address)
        do {
            try await line.lost("502", since: start + .seconds(seconds), at: address)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a request is given up though others are answered`() async throws {
        let line = line()
        await line.answered()
        for now in [0, 20, 40, 59] {
            #expect(try await verdict(line, since: 0, at: now) == nil)
            await line.answered()
        }
        #expect(try await verdict(line, since: 0, at: 60) is ReadFailure)
        #expect(try await verdict(line, since: 50, at: 61) == nil)
    }

    @Test func `where none is answered, the next does not wait as long again`() async throws {
        let line = line()
        await line.answered()
        #expect(try await verdict(line, since: 0, at: 0) == nil)
        #expect(try await verdict(line, since: 59, at: 59) == nil)
        #expect(try await verdict(line, since: 60, at: 60) is ReadFailure)
        await line.answered()
        #expect(try await verdict(line, since: 61, at: 61) == nil)
    }

    @Test func `a service that never answered is the end of all`() async throws {
        let line = line()
        #expect(try await verdict(line, since: 0, at: 2) == nil)
        let error = try await verdict(line, since: 0, at: 3)
        #expect((error as? Failure)?.code == Failure.unavailable)
    }
}
