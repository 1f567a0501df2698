// What a service tells systemd, where that started it.

import FoundationEssentials
import Glibc

/// Source: sd_notify(3), "Notes": one datagram to the socket that `NOTIFY_SOCKET` names.
package enum ServiceManager {
    package enum State: String, Sendable {
        case ready = "READY=1"
        case stopping = "STOPPING=1"
    }

    /// Nothing where nobody wants to know.
    ///
    /// Does not wait.
    package static func tell(_ state: State) {
        guard let path = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"] else { return }
        send(Array(state.rawValue.utf8), to: path)
    }

    /// The path is that of a socket; one that begins with `@` is abstract (unix(7)).
    static func send(_ message: [UInt8], to path: String) {
        guard var (address, length) = UnixAddress.make(path) else { return }
        if path.hasPrefix("@") {
            address.sun_path.0 = 0
            // All of an abstract name counts, zeros at its end included.
            length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = sendto(descriptor, message, message.count, Int32(MSG_DONTWAIT), address, length)
            }
        }
    }
}
