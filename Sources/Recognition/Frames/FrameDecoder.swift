// Turns a stream of bytes, cut anywhere, back into frames.

/// Why bytes are no frames.
///
/// After one the stream cannot be trusted: end the other side.
package enum FrameError: Error, Equatable {
    /// The announced length is over the decoder's limit, both in bytes.
    case tooLong(length: Int, limit: Int)
    case unknownKind(UInt8)
    /// The lengths inside the frame contradict each other.
    case malformed
    /// The stream ended inside a frame.
    case endInsideFrame
    /// The header is not the JSON that its kind asks for.
    case badHeader
    /// A read or write of the descriptor failed with this errno.
    case descriptor(errno: Int32)
}

/// Collects bytes and hands out whole frames.
///
/// Every byte is moved twice at most, however small the pieces are.
package struct FrameDecoder: Sendable {
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Where in the buffer the next frame starts.
    private var start = 0

    /// - Parameter limit: the longest frame accepted, in bytes after its first length field.
    package init(limit: Int) {
        self.limit = limit
    }

    /// True while part of a frame waits for its rest.
    package var isInsideFrame: Bool { start < buffer.count }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame, or nil when more bytes are needed.
    package mutating func next() throws(FrameError) -> Frame? {
        guard let length = number(at: start) else { return nil }
        guard length <= limit else { throw .tooLong(length: length, limit: limit) }
        guard length >= Frame.fixed else { throw .malformed }
        let end = start + 4 + length
        guard buffer.count >= end else {
            makeRoom(for: end - start)
            return nil
        }
        guard let kind = FrameKind(rawValue: buffer[start + 4]) else { throw .unknownKind(buffer[start + 4]) }
        guard let headerLength = number(at: start + 5), headerLength <= length - Frame.fixed else { throw .malformed }
        let body = start + Frame.prefix + headerLength
        let frame = Frame(
            kind: kind,
            header: [UInt8](buffer[start + Frame.prefix..<body]),
            body: [UInt8](buffer[body..<end]),
        )
        start = end
        return frame
    }

    /// Drops what was handed out and reserves the whole frame, so that a body of 10 MB does not grow by doubling.
    private mutating func makeRoom(for frame: Int) {
        guard start > 0 || buffer.capacity < frame else { return }
        buffer.removeSubrange(..<start)
        start = 0
        buffer.reserveCapacity(frame)
    }

    private func number(at index: Int) -> Int? {
        guard buffer.count >= index + 4 else { return nil }
        return buffer[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A larger buffer is given back between frames: one 10 MB upload must not stay in memory for ever.
    private static let keptCapacity = 1 << 20
}
