// Signals that are taken and given back.

import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Control

/// One after the other: what a signal does, it does to the whole process.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct SignalsTests {
    /// Harmless, taken or not.
    private static let number = SIGURG

    /// Whether the signal is among those in a line of proc(5)'s status.
    private func isListed(in name: String) throws -> Bool {
        let lines = try ReadBench.text("/proc/self/status").split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("\(name):") })
        let set = try #require(line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
        return set >> UInt64(Self.number - 1) & 1 == 1
    }

    private var isCaught: Bool { get throws { try isListed(in: "SigCgt") } }
    private var isIgnored: Bool { get throws { try isListed(in: "SigIgn") } }

    @Test(arguments: 1...3) func `a signal is taken as often as asked, and given back`(time: Int) async throws {
        let taken = Mutex(0)
        try await Signals.taking([Self.number], { _ in taken.withLock { $0 += 1 } }) { () async throws in
            #expect(try isCaught)
            kill(getpid(), Self.number)
            #expect(try await eventually { taken.withLock { $0 } == 1 })
        }
        #expect(try !isCaught)
        #expect(try !isIgnored)
    }

    @Test func `one that was ignored is left alone`() async throws {
        let before = signal(Self.number, SIG_IGN)
        defer { signal(Self.number, before) }
        try await Signals.taking([Self.number], { _ in }) { () async throws in #expect(try isIgnored) }
        #expect(try isIgnored)
    }
}
