// Hears hints on a Unix datagram socket in the store's folder for them.

// Dispatch on Linux does not mark its sources as sendable; `cancel` may be called from any thread.
@preconcurrency import Dispatch
import Glibc

enum WakeListener {
    /// More than the longest message.
    private static let datagramLimit = 8192

    /// Hints for a role, for as long as the stream is read.
    ///
    /// Where no socket can be made the stream stays silent, and polling alone serves.
    ///
    /// Names are random: process ids collide between containers that share a volume. (SwiftNIO's datagram channels
    /// refuse what comes from a socket without a name, which senders are.)
    static func hints(for role: WakeRole, folder: String) -> AsyncStream<WakeHint> {
        AsyncStream(bufferingPolicy: .bufferingNewest(4096)) { continuation in
            let name = Hex.encode((0..<4).map { _ in UInt8.random(in: .min ... .max) })
            let path = "\(folder)/\(role.rawValue)-\(name)"
            guard let descriptor = bound(to: path) else { return }
            let source = DispatchSource.makeReadSource(
                fileDescriptor: descriptor,
                queue: DispatchQueue(label: "lector.store.wake")
            )
            source.setEventHandler {
                while let hint = receive(from: descriptor) { continuation.yield(hint) }
            }
            source.setCancelHandler {
                close(descriptor)
                unlink(path)
            }
            source.resume()
            continuation.onTermination = { _ in source.cancel() }
        }
    }

    private static func bound(to path: String) -> Int32? {
        guard let (address, length) = UnixAddress.make(path) else { return nil }
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return nil }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        if result == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    /// The next message that is one of ours; nil where there is none now.
    private static func receive(from descriptor: Int32) -> WakeHint? {
        while true {
            let bytes = [UInt8](unsafeUninitializedCapacity: datagramLimit) { buffer, count in
                count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
            }
            guard !bytes.isEmpty else { return nil }
            if let hint = WakeMessage.decode(bytes) { return hint }
        }
    }
}
