// Ctrl-C and its like.

import Glibc

enum Interruption {
    /// Runs `body`, which is cancelled at SIGINT, SIGTERM and SIGHUP, and waited for; a second signal ends the process.
    ///
    /// - Throws: After a signal `Failure` with the code that shells give for it, otherwise what `body` throws.
    static func guarding(_ body: @escaping @Sendable () async throws -> Void) async throws {
        // A closed pipe is an error of a write. NIO has it so, too, for all of the process and until its end.
        signal(SIGPIPE, SIG_IGN)
        let (numbers, continuation) = AsyncStream<Int32>.makeStream()
        try await Signals.taking([SIGINT, SIGTERM, SIGHUP], { continuation.yield($0) }) {
            try await race(body, numbers)
        }
    }

    private static func race(
        _ body: @escaping @Sendable () async throws -> Void,
        _ numbers: AsyncStream<Int32>
    ) async throws {
        let work = Task { try await body() }
        let watch = Task { () -> Int32? in
            var first: Int32?
            for await number in numbers {
                if first != nil { _exit(128 + number) }
                first = number
                work.cancel()
            }
            return first
        }
        let outcome = await work.result
        watch.cancel()
        if let number = await watch.value { throw Failure(128 + number) }
        try outcome.get()
    }
}
