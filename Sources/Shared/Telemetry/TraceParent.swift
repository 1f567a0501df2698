// Where a request belongs in a trace that others began.

/// Source: W3C Trace Context, level 1, section 3.2 (`traceparent`).
package struct TraceParent: Sendable, Equatable {
    /// As it came.
    package let text: String

    /// Of version 00, or of a later one that begins the same way; nil for anything else, which is to be ignored.
    package init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count >= 4, text.utf8.count <= 128, zip(fields, [2, 32, 16, 2]).allSatisfy(Self.isHex) else {
            return nil
        }
        guard fields[0] != "ff", fields[0] != "00" || fields.count == 4,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        guard fields[1].contains(where: { $0 != "0" }), fields[2].contains(where: { $0 != "0" }) else { return nil }
        self.text = text
    }

    /// 32 hexadecimal digits.
    package var traceID: String { String(text.split(separator: "-")[1]) }

    private static func isHex(_ field: Substring, _ count: Int) -> Bool {
        field.utf8.count == count
            && field.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }
}

/// What a job remembers of the request that made it, for whoever reads logs.
package struct RequestOrigin: Sendable, Equatable {
    /// As in `X-Request-ID`.
    package var requestID: String
    package var traceParent: TraceParent?

    package init(requestID: String, traceParent: TraceParent?) {
        (self.requestID, self.traceParent) = (requestID, traceParent)
    }
}
