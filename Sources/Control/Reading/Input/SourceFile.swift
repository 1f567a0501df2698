// A file that is sent, perhaps more than once.

import Crypto
import Glibc
import Shared

/// Never held in memory as a whole.
struct SourceFile: Sendable {
    /// Bytes that are copied from a pipe; more than any service takes.
    private static let pipeLimit: Int64 = 1 << 30

    private let file: OpenFile
    /// Bytes, when it was opened.
    let size: Int64

    /// What comes out of a pipe is copied first: it can be read but once.
    static func open(_ source: Input.Source) async throws -> SourceFile {
        let file: OpenFile
        switch source {
        case .missing(let failure): throw failure
        case .standardInput: file = try await OpenFile.standardInput()
        case .file(let path): file = try await OpenFile.open(path)
        }
        var status = stat()
        fstat(file.descriptor, &status)
        if status.st_mode & S_IFMT == S_IFREG { return SourceFile(file: file, size: Int64(status.st_size)) }
        return try await copy(of: file)
    }

    private static func copy(of pipe: OpenFile) async throws -> SourceFile {
        let copy = try await OpenFile.temporary()
        var size: Int64 = 0
        while true {
            try Task.checkCancellation()
            guard let bytes = try await pipe.nextBytes() else { continue }
            if bytes.isEmpty { return SourceFile(file: copy, size: size) }
            size += Int64(bytes.count)
            guard size <= pipeLimit else {
                throw ReadFailure(code: "payload_too_large", detail: "more than \(Bytes.text(pipeLimit))")
            }
            try await copy.append(bytes)
        }
    }

    /// Up to `OpenFile.chunk` bytes; none behind the end.
    func bytes(at offset: Int64) async throws(ReadFailure) -> [UInt8] { try await file.bytes(at: offset) }

    /// SHA-256, in hexadecimal.
    func digest() async throws -> String {
        var (hash, offset) = (SHA256(), Int64(0))
        while true {
            try Task.checkCancellation()
            let bytes = try await bytes(at: offset)
            if bytes.isEmpty { return Hex.encode(hash.finalize()) }
            hash.update(data: bytes)
            offset += Int64(bytes.count)
        }
    }
}
