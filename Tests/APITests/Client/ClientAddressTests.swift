import Shared
import Testing

@testable import API

struct ClientAddressTests {
    private func client(_ peer: String?, _ forwarded: String..., trusting proxies: String...) -> String {
        ClientAddress(trustedProxies: proxies.compactMap(AddressRange.init)).client(peer: peer, forwarded: forwarded)
    }

    @Test func `the client is the peer`() {
        #expect(client("192.0.2.1") == "192.0.2.1")
        #expect(client("::ffff:192.0.2.1") == "192.0.2.1")
        #expect(client(nil) == "local")
    }

    @Test func `what a client says of itself is not believed`() {
        #expect(client("192.0.2.1", "203.0.113.9") == "192.0.2.1")
        #expect(client("192.0.2.1", "203.0.113.9", trusting: "10.0.0.0/8") == "192.0.2.1")
    }

    @Test func `a trusted proxy says who the client is`() {
        #expect(client("10.0.0.1", "203.0.113.9", trusting: "10.0.0.0/8") == "203.0.113.9")
    }

    @Test func `the last hop that is not trusted counts, in as many header lines as there are`() {
        #expect(client("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.2.3.4", trusting: "10.0.0.0/8") == "203.0.113.9")
        #expect(client("10.0.0.1", "1.1.1.1", "203.0.113.9,10.9.9.9", trusting: "10.0.0.0/8") == "203.0.113.9")
        #expect(client("10.0.0.1", "10.0.0.2", trusting: "10.0.0.0/8") == "10.0.0.2")
    }

    @Test func `ports and brackets do not belong to an address`() {
        #expect(client("::1", "203.0.113.9:4711", trusting: "::1") == "203.0.113.9")
        #expect(client("::1", "[2001:db8::7]:4711", trusting: "::1") == "2001:db8::7")
    }

    @Test(arguments: ["unknown", "", "1.2.3.4/8", "_hidden", "999.1.1.1"])
    func `what is no address ends the search`(hop: String) {
        #expect(client("10.0.0.1", "1.1.1.1, \(hop)", trusting: "10.0.0.0/8") == "10.0.0.1")
    }
}
