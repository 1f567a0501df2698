// Sends hints to every process that listens, after COMMIT.

import Glibc

/// Sends without ever waiting: a full or vanished listener only misses a hint, and finds out by polling.
struct WakeSender: Sendable {
    let folder: String

    /// Blocks for some microseconds a listener.
    func send(_ hints: [WakeHint]) {
        let messages = WakeMessage.encode(hints)
        guard !messages.isEmpty, let names = try? File.names(in: folder), !names.isEmpty else { return }
        let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard sender >= 0 else { return }
        defer { close(sender) }
        for (role, bytes) in messages {
            for name in names where name.hasPrefix(role.rawValue) { post(bytes, to: "\(folder)/\(name)", from: sender) }
        }
    }

    private func post(_ bytes: [UInt8], to path: String, from sender: Int32) {
        guard let (address, length) = UnixAddress.make(path) else { return }
        let sent = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(sender, bytes, bytes.count, Int32(MSG_DONTWAIT), address, length)
            }
        }
        // Nobody is bound to it any more: its process was killed.
        if sent < 0, errno == ECONNREFUSED { unlink(path) }
    }
}

enum UnixAddress {
    /// Nil where the path is too long for a socket (107 bytes, `unix(7)`).
    static func make(_ path: String) -> (sockaddr_un, socklen_t)? {
        var address = sockaddr_un()
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return (address, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
}
