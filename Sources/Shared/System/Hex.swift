// Bytes as lower-case hexadecimal digits.

package enum Hex {
    private static let alphabet = Array("0123456789abcdef".utf8)

    /// The two ASCII digits of a byte.
    static func digits(of byte: UInt8) -> [UInt8] {
        [alphabet[Int(byte >> 4)], alphabet[Int(byte & 0x0f)]]
    }

    /// Two digits a byte.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(alphabet[Int(byte >> 4)])
            text.append(alphabet[Int(byte & 0x0f)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
