// Where a command reads and writes.

import Glibc

/// Where bytes go.
protocol Sink: Sendable {
    /// Returns once all of them are written.
    func write(_ bytes: [UInt8]) async throws
}

/// An open file of the process.
struct DescriptorSink: Sink {
    let descriptor: Int32

    func write(_ bytes: [UInt8]) async throws {
        let descriptor = descriptor
        let code = await Blocking.run { () -> Int32 in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return errno }
                rest = rest.dropFirst(count)
            }
            return 0
        }
        // Whoever closes a pipe has seen enough.
        if code == EPIPE { throw Failure(Failure.inputOutput) }
        if code != 0 { throw Failure(Failure.inputOutput, "output: \(SystemError.text(code))") }
    }
}

struct Console: Sendable {
    let output: any Sink
    let errors: any Sink
    /// As it is now: people resize terminals.
    let screen: @Sendable () -> Screen
    /// The answer to a question; nil where there is nobody to ask.
    let ask: @Sendable (String) async -> String?

    static func standard(_ environment: [String: String]) -> Console {
        let errors = DescriptorSink(descriptor: STDERR_FILENO)
        return Console(
            output: DescriptorSink(descriptor: STDOUT_FILENO),
            errors: errors,
            screen: { Screen.current(environment) },
            ask: { question in
                guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
                try? await errors.write(Array(question.utf8))
                return await Blocking.run { readLine() ?? "" }
            }
        )
    }

    func print(_ line: String) async throws { try await output.write(Array("\(line)\n".utf8)) }

    /// A line on standard error, its control characters made harmless.
    func complain(_ line: String) async {
        try? await errors.write(Array("\(Harmless.line(line))\n".utf8))
    }
}
