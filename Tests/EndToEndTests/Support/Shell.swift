// Short commands, as a person at the same machine would type them.

import Foundation
import GRDB
import Glibc

enum Shell {
    /// Runs a command to its end.
    ///
    /// Blocks: for commands that take milliseconds.
    static func run(_ command: String) -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        guard (try? process.run()) != nil else { return (-1, "no shell") }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}

extension Service {
    /// What `sqlite3` prints for a statement.
    func sql(_ statement: String) -> String {
        let output = Shell.run("sqlite3 -readonly '\(database)' \"\(statement)\"").output
        return output.split(separator: "\n").joined(separator: "\n")
    }

    /// Runs `body` while another connection holds the write lock of the database.
    func holdingWriteLock<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Value
    ) async throws -> Value {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: database, configuration: configuration)
        try await holder.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
        let value = try await body()
        try await holder.writeWithoutTransaction { try $0.rollback() }
        return value
    }
}
