// Takes an upload as it arrives: digests it, and moves it to disk once it is more than a little.

import Crypto
import FoundationEssentials
package import NIOCore
import NIOPosix

/// Receives one upload.
///
/// Small ones stay in memory, so that an answer from the cache never touches the disk.
package struct UploadReceiver: Sendable {
    /// Bytes kept in memory before a file is made.
    static let memoryLimit = 1024 * 1024

    private let folder: UploadFolder
    private var hash = SHA256()
    private var buffer: [UInt8] = []
    private var path: String?
    private var size = 0

    init(folder: UploadFolder) { self.folder = folder }

    /// Takes the next bytes.
    ///
    /// Suspends while they go to disk.
    package mutating func append(_ bytes: ByteBuffer) async throws(StoreError) {
        bytes.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
        buffer.append(contentsOf: bytes.readableBytesView)
        size += bytes.readableBytes
        if buffer.count > Self.memoryLimit { try await spill() }
    }

    /// The whole upload.
    ///
    /// The receiver is not to be used any more.
    package mutating func finish() async throws(StoreError) -> Upload {
        if path != nil, !buffer.isEmpty { try await spill() }
        let content = path.map(Upload.Content.file) ?? .memory(buffer)
        return Upload(digest: Hex.encode(hash.finalize()), size: size, content: content)
    }

    /// Forgets what came.
    ///
    /// For uploads that are not finished.
    package func discard() async {
        guard let path else { return }
        await FileSystemCalls.run { try? File.remove(path) }
    }

    private mutating func spill() async throws(StoreError) {
        let target = path ?? folder.newIncomingPath()
        path = target
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        try await FileSystemCalls.attempt { () throws(FileError) in try File.append(bytes, to: target) }
    }
}

extension Upload {
    /// Removes what the upload occupies on disk, where it is not to be enqueued.
    ///
    /// Harmless afterwards.
    package func discard() async {
        guard case .file(let path) = content else { return }
        await FileSystemCalls.run { try? File.remove(path) }
    }

    /// The first `count` bytes.
    package func prefix(_ count: Int) async throws(StoreError) -> [UInt8] {
        switch content {
        case .memory(let bytes): return [UInt8](bytes.prefix(count))
        case .file(let path):
            return try await FileSystemCalls.attempt { () throws(FileError) in try File.read(path, limit: count) }
        }
    }
}
