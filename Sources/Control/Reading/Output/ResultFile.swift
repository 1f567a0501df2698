// A result on disk: there as a whole, or not there.

import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore

/// Where one result is to be.
struct ResultFile: Sendable {
    let path: String
    /// Whether it may take the place of a file that is there.
    let replaces: Bool

    /// Refuses before anything is sent what would be refused at the end.
    func check() async throws(ReadFailure) {
        let (path, replaces) = (path, replaces)
        let isFree = await Blocking.run { replaces || access(path, F_OK) != 0 }
        guard isFree else { throw .exists(path) }
    }

    /// Writes the result under another name, and gives it its own at the end.
    func write(_ body: HTTPClientResponse.Body) async throws {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let partial = "\(folder)/.lectorctl-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        do {
            try await Blocking.run { Self.makeFolders(folder) }.get()
            let file = try await OpenFile.create(partial)
            try await BodyCopy.copy(body, to: file)
            try await Blocking.run { [self] in finish(file, partial) }.get()
        } catch {
            await Blocking.run { _ = unlink(partial) }
            throw error
        }
    }

    private static func makeFolders(_ folder: String) -> Result<Void, ReadFailure> {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return .success(())
        } catch {
            return .failure(.notWritten("\(folder) cannot be made"))
        }
    }

    /// Unlike rename(2), link(2) never takes the name of another file.
    private func finish(_ file: OpenFile, _ partial: String) -> Result<Void, ReadFailure> {
        guard fsync(file.descriptor) == 0 else { return .failure(.notWritten(SystemError.last)) }
        if !replaces {
            if link(partial, path) == 0 {
                unlink(partial)
                return .success(())
            }
            // Some file systems have no links.
            guard errno != EEXIST, access(path, F_OK) != 0 else { return .failure(.exists(path)) }
        }
        return rename(partial, path) == 0 ? .success(()) : .failure(.notWritten("\(path): \(SystemError.last)"))
    }
}

enum BodyCopy {
    /// Bytes of one result.
    static let limit = 1 << 30

    static func copy(_ body: HTTPClientResponse.Body, to file: OpenFile) async throws {
        var size = 0
        for try await bytes in body {
            size += bytes.readableBytes
            guard size <= limit else {
                throw ReadFailure.badAnswer("the result has more than \(Bytes.text(Int64(limit)))")
            }
            try await file.append(Array(bytes.readableBytesView))
        }
    }
}
