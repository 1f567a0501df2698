import Glibc
import Testing

@testable import Shared

@Suite struct ServiceManagerTests {
    /// What a socket of this name is told.
    private func heard(at name: String) throws -> String {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(name.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (name.hasPrefix("@") ? 0 : 1))
        let bound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0)
        ServiceManager.send(Array(ServiceManager.State.ready.rawValue.utf8), to: name)
        var text = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &text, text.count, Int32(MSG_DONTWAIT))
        return String(decoding: text[..<max(0, count)], as: UTF8.self)
    }

    @Test func `systemd hears it at a path and at an abstract name`() throws {
        let folder = try #require(TemporaryFolder.make())
        #expect(try heard(at: folder + "/notify") == "READY=1")
        #expect(try heard(at: "@lector-test-\(getpid())") == "READY=1")
    }

    @Test func `nobody who listens, or a name too long, is no error`() {
        ServiceManager.send([1], to: "/nowhere/to/be/found")
        ServiceManager.send([1], to: String(repeating: "x", count: 200))
        ServiceManager.send([1], to: "")
    }
}
