// OpenMP's regions on one thread: every section once, in order, on the thread that asked.

import CInterposed
import Foundation
import Testing

@Suite struct OneThreadTests {
    private final class Run {
        var thread: Thread?
        var sections: [UInt32] = []
    }

    @Test(arguments: [0, 1, 5] as [UInt32])
    func `a region of sections runs each of them once`(count: UInt32) {
        let run = Run()
        GOMP_parallel_sections(
            { pointer in
                guard let pointer else { return }
                let run = Unmanaged<Run>.fromOpaque(pointer).takeUnretainedValue()
                run.thread = Thread.current
                while case let section = GOMP_sections_next(), section != 0 { run.sections.append(section) }
                GOMP_sections_end_nowait()
            },
            Unmanaged.passUnretained(run).toOpaque(),
            4,
            count,
            0
        )
        #expect(run.thread === Thread.current)
        #expect(run.sections == Array(1..<(count + 1)))
        #expect(GOMP_sections_next() == 0)
    }

    @Test func `sections outside a region of their own begin with the first`() {
        #expect(GOMP_sections_start(2) == 1)
        #expect(GOMP_sections_next() == 2)
        #expect(GOMP_sections_next() == 0)
    }
}
