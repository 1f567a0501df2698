// What comes out of pipes that have names.

import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(1)))
struct PipeTests {
    private let path: String

    init() throws {
        path = try Folder.temporary() + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
    }

    /// The end to write to; negative where nobody reads yet.
    private func writeEnd() -> Int32 { open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC) }

    @Test func `a pipe is read from its first byte to its end, whenever somebody comes to write`() async throws {
        try await StubService().run { [self] (port: Int) async throws in
            async let run = ReadBench.run([path], port: port)
            let end = Mutex<Int32>(-1)
            #expect(
                try await eventually {
                    end.withLock { $0 = writeEnd() }
                    return end.withLock { $0 } >= 0
                }
            )
            let descriptor = end.withLock { $0 }
            #expect(write(descriptor, "one\n", 4) == 4)
            close(descriptor)
            #expect(try await run.output == "one\n")
        }
    }

    @Test func `nobody waits for a writer after Ctrl-C`() async throws {
        try await StubService().run { [self] port in
            let run = Task { try await ReadBench.run([path], port: port) }
            // Or the test would wait for ever where it fails.
            defer { close(writeEnd()) }
            let isWaiting = try await eventually { isOpen }
            #expect(isWaiting)
            run.cancel()
            if isWaiting { #expect(try await run.value.output == "") }
        }
    }

    /// Whether this process has the pipe open.
    private var isOpen: Bool {
        let folder = "/proc/self/fd"
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { (try? files.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path }
    }
}
