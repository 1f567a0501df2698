// multipart/form-data as it arrives (RFC 7578, RFC 2046 §5.1), without holding more than one chunk.

import NIOCore

/// What may be wrong with a multipart body.
enum MultipartError: Error, Equatable {
    /// The body ended before the boundary that closes it.
    case unterminated
    case malformed
    case headersTooLarge
    case tooManyParts
}

/// One step through a body.
enum MultipartEvent: Equatable {
    case part(PartHeaders)
    /// Bytes of the part begun last.
    case data(ByteBuffer)
    case partEnd
    /// The closing boundary. What may follow is no part of the form.
    case end
}

/// Cuts a body into its parts, chunk by chunk.
///
/// Feed a chunk, take events until there are none, feed the next, and call `finish` after the last.
struct Multipart {
    struct Limits {
        /// Bytes of all headers of one part, and of what stands before the first boundary.
        var headers = 16 * 1024
        var parts: Int
    }

    private enum State {
        case preamble
        /// Behind a boundary: either its line ends and a part begins, or `--` says that it was the last.
        case boundary
        case headers
        case data
        case ended
    }

    /// A delimiter begins with the line end before it.
    ///
    /// One is put in front of the body, whose first has none.
    private let delimiter: [UInt8]
    private let limits: Limits
    private var state = State.preamble
    private var buffer = ByteBuffer(string: "\r\n")
    private var parts = 0
    private var skipped = 0

    init(boundary: String, limits: Limits) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.limits = limits
    }

    /// Adds bytes behind those not yet taken, which are few.
    mutating func feed(_ chunk: ByteBuffer) {
        guard buffer.readableBytes > 0 else {
            buffer = chunk
            return
        }
        var joined = ByteBuffer()
        joined.reserveCapacity(buffer.readableBytes + chunk.readableBytes)
        joined.writeImmutableBuffer(buffer)
        joined.writeImmutableBuffer(chunk)
        buffer = joined
    }

    /// The next step, or nil where more bytes are needed.
    mutating func next() throws(MultipartError) -> MultipartEvent? {
        while true {
            let before = (state, buffer.readableBytes)
            let event: MultipartEvent? =
                switch state {
                case .preamble: try skipPreamble()
                case .boundary: try passBoundary()
                case .headers: try readHeaders()
                case .data: readData()
                case .ended: drop()
                }
            if let event { return event }
            if before == (state, buffer.readableBytes) { return nil }
        }
    }

    /// To be called when there are no more chunks and no more events.
    func finish() throws(MultipartError) {
        guard state == .ended else { throw .unterminated }
    }

    private mutating func skipPreamble() throws(MultipartError) -> MultipartEvent? {
        let found = buffer.firstIndex(of: delimiter)
        let length = found ?? max(0, buffer.readableBytes - delimiter.count + 1)
        skipped += length
        guard skipped <= limits.headers else { throw .malformed }
        buffer.moveReaderIndex(forwardBy: length + (found == nil ? 0 : delimiter.count))
        if found != nil { state = .boundary }
        return nil
    }

    private mutating func passBoundary() throws(MultipartError) -> MultipartEvent? {
        // Padding between boundary and line end: RFC 2046, transport-padding.
        while let byte = buffer.peekByte(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            buffer.moveReaderIndex(forwardBy: 1)
        }
        guard let end = buffer.peekString(length: 2) else { return nil }
        if end == "--" {
            state = .ended
            return .end
        }
        guard end == "\r\n" else { throw .malformed }
        parts += 1
        guard parts <= limits.parts else { throw .tooManyParts }
        // The line end stays: with it, a part without any header ends in the same four bytes as every other.
        state = .headers
        return nil
    }

    private mutating func readHeaders() throws(MultipartError) -> MultipartEvent? {
        let end = buffer.firstIndex(of: Array("\r\n\r\n".utf8))
        guard end ?? buffer.readableBytes <= limits.headers else { throw .headersTooLarge }
        guard let end, let bytes = buffer.readBytes(length: end) else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        state = .data
        guard let headers = PartHeaders(bytes) else { throw .malformed }
        return .part(headers)
    }

    private mutating func readData() -> MultipartEvent? {
        guard let length = buffer.firstIndex(of: delimiter) else {
            let safe = buffer.readableBytes - delimiter.count + 1
            guard safe > 0 else { return nil }
            return buffer.readSlice(length: safe).map(MultipartEvent.data)
        }
        if length > 0 { return buffer.readSlice(length: length).map(MultipartEvent.data) }
        buffer.moveReaderIndex(forwardBy: delimiter.count)
        state = .boundary
        return .partEnd
    }

    private mutating func drop() -> MultipartEvent? {
        buffer.moveReaderIndex(forwardBy: buffer.readableBytes)
        return nil
    }
}
