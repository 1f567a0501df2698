// Ranges of IP addresses, for naming proxies.

import Glibc

/// An IPv4 or IPv6 address with the number of leading bits that count (RFC 4632, RFC 4291 §2.3).
package struct AddressRange: Sendable, Equatable {
    /// 16 bytes; an IPv4 address stands in its IPv6-mapped form.
    private let bytes: [UInt8]
    private let bits: Int

    /// Takes `10.0.0.0/8`, `192.0.2.1`, `2001:db8::/32`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.parse(String(first)) else { return nil }
        let width = first.contains(":") ? 128 : 32
        var length = width
        if parts.count == 2 {
            guard let number = Int(parts[1]), (0...width).contains(number) else { return nil }
            length = number
        }
        self.bytes = bytes
        bits = length + 128 - width
    }

    /// Whether an address lies in the range.
    ///
    /// False where the text is not an address.
    package func contains(_ address: String) -> Bool {
        guard let other = Self.parse(address) else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == other[..<whole] else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff00 >> (bits % 8))
        return bytes[whole] & mask == other[whole] & mask
    }

    private static func parse(_ text: String) -> [UInt8]? {
        var six = in6_addr()
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { [UInt8]($0) } }
        var four = in_addr()
        guard inet_pton(AF_INET, text, &four) == 1 else { return nil }
        return [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + withUnsafeBytes(of: four) { [UInt8]($0) }
    }
}
