// What a process wrote last, and its lines.

/// Takes output in pieces, hands out its lines, and keeps its end.
///
/// Needs a bounded amount of memory whatever comes.
struct OutputTail: Sendable {
    /// Bytes kept for `text`.
    static let limit = 4096
    /// Bytes of a line that are handed out.
    static let lineLimit = 500

    private var bytes: [UInt8] = []
    private var line: [UInt8] = []

    /// The last few kilobytes.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes output and returns the lines that it completes, without their ends, cut where they are long.
    mutating func append(_ output: some Collection<UInt8>) -> [String] {
        bytes.append(contentsOf: output.suffix(Self.limit))
        bytes.removeFirst(max(0, bytes.count - Self.limit))
        var lines: [String] = []
        for byte in output {
            if byte == UInt8(ascii: "\n") {
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            } else if line.count < Self.lineLimit {
                line.append(byte)
            }
        }
        return lines
    }
}
