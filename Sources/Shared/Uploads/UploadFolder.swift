// Uploads as durable files beside the database, named by their SHA-256.

import FoundationEssentials
import Glibc

/// The folder of uploads.
///
/// Files in it are whole and on disk; what is still arriving lies in `incoming/`.
///
/// A file appears by `link(2)` once its bytes are on disk, and goes only under the database's write lock, after a look
/// that no job needs it. A job's transaction looks for the file under the same lock: so neither can miss the other.
struct UploadFolder: Sendable {
    let path: String

    private var incoming: String { path + "/incoming" }

    /// Makes the folder where it is not there.
    ///
    /// Blocks.
    init(path: String) throws(FileError) {
        self.path = path
        try File.makeFolder(path)
        try File.makeFolder(path + "/incoming")
    }

    func path(of digest: String) -> String { "\(path)/\(digest)" }

    func newIncomingPath() -> String { "\(incoming)/\(String(UInt64.random(in: .min ... .max), radix: 16))" }

    /// Whether a file is there.
    ///
    /// Blocks for a moment.
    func contains(_ digest: String) -> Bool { File.exists(path(of: digest)) }

    /// Has the upload as a file, its bytes on disk, when it returns; its name is once `syncNames` has been called.
    ///
    /// Blocks. The upload itself stays as it is.
    func keep(_ upload: Upload) throws(FileError) {
        if !contains(upload.digest) { try add(upload) }
    }

    /// Has the names of all files that are kept on disk when it returns.
    ///
    /// Blocks.
    func syncNames() throws(FileError) { try File.sync(path) }

    /// The bytes of an upload.
    func read(_ digest: String) async throws(StoreError) -> [UInt8] {
        let file = path(of: digest)
        return try await FileSystemCalls.attempt { () throws(FileError) in try File.read(file, limit: .max) }
    }

    /// Removes a file.
    ///
    /// Blocks; to be called under the database's write lock.
    func remove(_ digest: String) {
        try? File.remove(path(of: digest))
    }

    /// The uploads that are older than an hour, by digest, and, as a side effect, no incoming file that is.
    ///
    /// Blocks.
    func sweepIncoming(now: Date) throws(FileError) -> [String] {
        for name in try File.names(in: incoming) where isOld("\(incoming)/\(name)", now: now) {
            try File.remove("\(incoming)/\(name)")
        }
        return try oldNames(now: now)
    }

    /// The uploads that are older than an hour, by digest.
    ///
    /// Blocks.
    func oldNames(now: Date) throws(FileError) -> [String] {
        try File.names(in: path).filter { $0 != "incoming" && isOld("\(path)/\($0)", now: now) }
    }

    private func isOld(_ file: String, now: Date) -> Bool {
        File.modified(file).map { now.timeIntervalSince1970 - Double($0) > 3600 } ?? false
    }

    private func add(_ upload: Upload) throws(FileError) {
        switch upload.content {
        case .memory(let bytes):
            let temporary = newIncomingPath()
            defer { try? File.remove(temporary) }
            try File.write(bytes, toNew: temporary)
            _ = try File.link(temporary, to: path(of: upload.digest))
        case .file(let temporary):
            try File.sync(temporary)
            _ = try File.link(temporary, to: path(of: upload.digest))
        }
    }
}
