// One message between a worker and its engine, as bytes on a descriptor.

/// What a frame carries.
///
/// The number is on the wire.
package enum FrameKind: UInt8, Sendable {
    case request = 1
    case ready = 2
    case progress = 3
    case result = 4
    case failure = 5
}

/// A kind, a small JSON header, and a body of raw bytes that neither side re-encodes.
///
/// On the wire, numbers big-endian: `UInt32` length of all that follows, `UInt8` kind, `UInt32` length of the header,
/// header, body.
package struct Frame: Sendable, Equatable {
    package var kind: FrameKind
    package var header: [UInt8]
    package var body: [UInt8]

    package init(kind: FrameKind, header: [UInt8] = [], body: [UInt8] = []) {
        self.kind = kind
        self.header = header
        self.body = body
    }

    /// The frame without its body, for a writer that sends the body from where it lies.
    package func encodedHead() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.prefix + header.count)
        bytes.append(bigEndian: UInt32(Self.fixed + header.count + body.count))
        bytes.append(kind.rawValue)
        bytes.append(bigEndian: UInt32(header.count))
        bytes.append(contentsOf: header)
        return bytes
    }

    package func encoded() -> [UInt8] {
        var bytes = encodedHead()
        bytes.append(contentsOf: body)
        return bytes
    }

    /// Bytes of the kind and the header's length, which every frame has.
    static let fixed = 5
    /// Those and the length before them.
    static let prefix = 9
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: UInt32) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
