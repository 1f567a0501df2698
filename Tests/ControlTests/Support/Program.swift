// The program itself, as a process of its own.

import FoundationEssentials
import Glibc
import TestSupport

@testable import Control
@testable import Shared

/// `lectorctl`, which is built beside the tests.
struct Program {
    private let child: ChildProcess

    /// Starts it, with these signals ignored, by their names, as `nohup` does.
    init(_ arguments: [String], ignoring signals: [String] = []) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/lectorctl"
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let trap = signals.isEmpty ? "" : "trap '' \(signals.joined(separator: " ")); "
        child = try ChildProcess.spawn(
            executable: "/bin/sh",
            arguments: ["-c", "\(trap)exec \"$0\" \"$@\"", path] + arguments,
            environment: Sanitizer.environment,
            inheriting: [0: nothing, 1: nothing, 2: nothing]
        )
    }

    func send(_ signal: Int32) { child.send(signal: signal) }

    func end() async -> Shared.ExitStatus { await child.exitStatus() }
}
