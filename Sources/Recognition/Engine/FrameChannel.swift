// Frames over a descriptor, by plain blocking calls.

import Glibc

/// Reads and writes whole frames.
///
/// Does not own the descriptor.
struct FrameChannel {
    let output: FrameOutput
    private let descriptor: Int32
    private var decoder: FrameDecoder
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// - Parameters:
    ///   - descriptor: stays the caller's, to close.
    ///   - limit: the longest frame accepted, in bytes.
    init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        output = FrameOutput(descriptor: descriptor)
        decoder = FrameDecoder(limit: limit)
    }

    /// Blocks until a whole frame is there.
    /// - Returns: nil at the end of the stream, between frames.
    mutating func receive() throws(FrameError) -> Frame? {
        while true {
            if let frame = try decoder.next() { return frame }
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 {
                guard !decoder.isInsideFrame else { throw .endInsideFrame }
                return nil
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .descriptor(errno: errno) }
            decoder.append(buffer[..<count])
        }
    }

    /// Blocks until the other side took it all.
    func send(_ frame: Frame) throws(FrameError) {
        try output.send(frame)
    }
}

/// The writing half.
struct FrameOutput {
    let descriptor: Int32

    func send(_ frame: Frame) throws(FrameError) {
        try write(frame.encodedHead())
        try write(frame.body)
    }

    private func write(_ bytes: [UInt8]) throws(FrameError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .descriptor(errno: errno) }
            sent += count
        }
    }
}
