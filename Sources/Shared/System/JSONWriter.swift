// JSON as bytes, members in the order written. Foundation's encoder is slower by an order of magnitude and shuffles them.

/// Writes one JSON text (RFC 8259).
///
/// What may stand where is up to the caller.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "{"))
        try members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "["))
        try elements(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    /// The name of a member; its value is to follow.
    package mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// A string, or null.
    package mutating func value(_ text: String?) {
        if let text { string(text) } else { literal("null") }
    }

    package mutating func value(_ number: some BinaryInteger) { literal(number.description) }

    package mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    /// A number with at most four decimal places; JSON has none for infinity and its like: null.
    package mutating func value(_ number: Double) {
        let rounded = (number * 10_000).rounded() / 10_000
        literal(rounded.isFinite ? rounded.description : "null")
    }

    /// Members or elements that have been written before.
    package mutating func fragment(_ written: [UInt8]) {
        separate()
        bytes += written
    }

    package mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        value(text)
    }

    package mutating func member(_ name: String, _ number: some BinaryInteger) {
        self.name(name)
        value(number)
    }

    package mutating func member(_ name: String, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    package mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    /// A number, or null.
    package mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
        self.name(name)
        if let number { value(number) } else { literal("null") }
    }

    /// A number, or null.
    package mutating func member(_ name: String, _ number: Double?) {
        self.name(name)
        if let number { value(number) } else { literal("null") }
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes += text.utf8
    }

    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 { escape(byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case ..<0x20: bytes += Array("\\u00".utf8) + Hex.digits(of: byte)
        default: bytes.append(byte)
        }
    }
}
