// A TCP connection for requests that no HTTP client would send.

import FoundationEssentials
import Glibc
import NIOPosix

/// A blocking socket, used from NIO's threads for blocking work.
///
/// It gives up after 20 s without a byte.
final class RawConnection: Sendable {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { throw TestFailure("no connection: \(errno)") }
    }

    deinit { close(descriptor) }

    /// Sends all, or as much as the other side takes before it closes.
    func send(_ bytes: [UInt8]) async throws {
        try await NIOThreadPool.singleton.runIfActive { [descriptor] in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything up to the close of the other side, or to the time limit.
    func receiveAll() async throws -> String {
        try await NIOThreadPool.singleton.runIfActive { [descriptor] in
            var all: [UInt8] = []
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 { all += bytes[..<count] }
            return String(decoding: all, as: UTF8.self)
        }
    }

    /// As much as has come once `part` has.
    func receive(until part: String) async throws -> String {
        try await NIOThreadPool.singleton.runIfActive { [descriptor] in
            var all = ""
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while !all.contains(part), case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 {
                all += String(decoding: bytes[..<count], as: UTF8.self)
            }
            return all
        }
    }
}
