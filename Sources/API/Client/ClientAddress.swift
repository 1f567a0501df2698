// Who a request is from.

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// Finds the address that a client is known by: the peer's, or, where the peer is a trusted proxy, the last one in
/// `X-Forwarded-For` that is not one.
///
/// What stands before it anyone may have made up.
struct ClientAddress {
    let trustedProxies: [AddressRange]

    func client(of request: Request, _ context: LectorContext) -> String {
        client(peer: context.channel.remoteAddress?.ipAddress, forwarded: request.headers[values: .forwardedFor])
    }

    /// The peer has no address on a Unix socket; `forwarded` are the values of `X-Forwarded-For` in order.
    func client(peer: String?, forwarded: [String]) -> String {
        var client = Self.plain(peer ?? "local")
        guard !trustedProxies.isEmpty else { return client }
        var hops = forwarded.flatMap { $0.split(separator: ",") }[...]
        while isProxy(client), let hop = hops.popLast() {
            let address = Self.plain(Self.withoutPort(hop))
            guard AddressRange(address) != nil, !address.contains("/") else { break }
            client = address
        }
        return client
    }

    /// Whether an address is a trusted proxy's.
    func isProxy(_ address: String) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }

    /// `192.0.2.1:4711`, `[2001:db8::1]:4711` and `[2001:db8::1]` are seen in the wild.
    private static func withoutPort(_ hop: Substring) -> String {
        let text = hop.filter { $0 != " " && $0 != "\t" }
        if text.first == "[" { return String(text.dropFirst().prefix { $0 != "]" }) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : text
    }

    /// An IPv4 client of a socket that listens for both is the same client.
    private static func plain(_ address: String) -> String {
        let mapped = "::ffff:"
        return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
    }
}
