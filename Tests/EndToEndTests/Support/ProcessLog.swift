// What a process prints, kept for a test to look at.

import Foundation
import Glibc
import Synchronization

/// Reads a pipe to its end, on a thread of its own, so that no process ever waits for its log.
final class ProcessLog: Sendable {
    private let content = Mutex("")
    let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw TestFailure("no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readEnd = ends[0]
        writeEnd = ends[1]
        Thread.detachNewThread { [self] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(readEnd, &bytes, bytes.count), count > 0 {
                content.withLock { $0 += String(decoding: bytes[..<count], as: UTF8.self) }
            }
            close(readEnd)
        }
    }

    /// To be called once the process has been started: only then does the log end with the process.
    func closeWriteEnd() { close(writeEnd) }

    var text: String { content.withLock { $0 } }

    /// The first whole line with a text in it, once there is one.
    func line(containing part: String) async throws -> String {
        try await eventually("a line of the log says \(part)", dump: { self.text }) {
            self.text.split(separator: "\n").dropLast(self.text.hasSuffix("\n") ? 0 : 1)
                .first { $0.contains(part) }.map(String.init)
        }
    }
}
