// Job ids: UUID version 7 (RFC 9562 §5.7), so that an id tells its age and the primary key grows at its end.

package import FoundationEssentials

/// The id of a job, written as a lower-case UUID.
package struct JobID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// A new id.
    ///
    /// - Parameter now: the wall-clock time to carry, cut to milliseconds.
    package init(now: Date) {
        let milliseconds = UInt64(max(0, now.timeIntervalSince1970 * 1000))
        // Two calls of getrandom(2), and not one for each byte.
        var random = SystemRandomNumberGenerator()
        let (first, second) = (milliseconds << 16 | random.next() >> 48, random.next() as UInt64)
        var bytes = withUnsafeBytes(of: (first.bigEndian, second.bigEndian)) { [UInt8]($0) }
        bytes[6] = 0x70 | bytes[6] & 0x0f
        bytes[8] = 0x80 | bytes[8] & 0x3f
        description = Self.text(of: bytes)
    }

    /// Nil where the text is not a UUID of version 7.
    package init?(_ text: some StringProtocol) {
        let lowered = text.lowercased()
        let groups = lowered.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups[2].first == "7",
            groups.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isHexDigit } })
        else { return nil }
        description = lowered
    }

    /// When the id was made, to the millisecond, by the clock of the process that made it.
    package var createdAt: Date {
        let digits = description.utf8.filter { $0 != UInt8(ascii: "-") }.prefix(12)
        let milliseconds = UInt64(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    private static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += Hex.digits(of: byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
