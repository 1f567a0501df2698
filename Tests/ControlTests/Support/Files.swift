// Folders for tests, and databases as other programs make them.

import Foundation
import Testing

enum Folder {
    static func temporary() throws -> String {
        let path = "/tmp/lector-control-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        return path
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}

enum Sqlite {
    /// Runs statements with `sqlite3`.
    ///
    /// Blocks, for milliseconds.
    static func run(_ path: String, _ statements: String) throws {
        let script = path + ".sql"
        try statements.write(toFile: script, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: script) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", #"exec sqlite3 "$0" < "$0.sql" > /dev/null"#, path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
