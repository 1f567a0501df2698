// What is kept of an engine's output, and what it tells of the engine's end.

import Recognition
import Shared
import Testing

@testable import Worker

@Suite struct OutputTailTests {
    @Test func `lines come out whole however they arrive`() {
        var tail = OutputTail()
        #expect(tail.append(Array("one\ntw".utf8)) == ["one"])
        #expect(tail.append(Array("o\n\nthree".utf8)) == ["two", ""])
        #expect(tail.text == "one\ntwo\n\nthree")
    }

    @Test func `endless output needs bounded memory`() {
        var tail = OutputTail()
        _ = tail.append([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        let lines = tail.append(Array("\nend".utf8))
        #expect(lines.map(\.utf8.count) == [OutputTail.lineLimit])
        #expect(tail.text.utf8.count == OutputTail.limit)
        #expect(tail.text.hasSuffix("\nend"))
    }

    @Test func `an end for want of memory is told from others`() {
        let aborted = "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n"
        #expect(EngineDeath(status: .signalled(6), lastWords: aborted).ranOutOfMemory)
        #expect(EngineDeath(status: .exited(EngineExit.outOfMemory), lastWords: "").ranOutOfMemory)
        #expect(!EngineDeath(status: .signalled(11), lastWords: "").ranOutOfMemory)
        #expect(!EngineDeath(status: .signalled(9), lastWords: "a warning\n").ranOutOfMemory)
    }

    @Test func `languages that cannot be loaded are told from other failures`() {
        let missing = EngineDeath(status: .exited(EngineExit.notLoaded), lastWords: "no xyz")
        #expect(missing.startError == .notLoaded("exit code 78: no xyz"))
        #expect(EngineDeath(status: .signalled(9), lastWords: "").startError == .failed("signal 9"))
    }

    @Test func `resident memory is the second number`() {
        #expect(ResidentMemory.bytes(inStatm: "1000 20 3 4 0 5 0\n", pageSize: 4096) == 81920)
        #expect(ResidentMemory.bytes(inStatm: "", pageSize: 4096) == nil)
    }
}
