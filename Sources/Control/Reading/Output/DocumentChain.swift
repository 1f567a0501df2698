// Results one after the other on standard output.

import Shared

/// Writes documents in the order in which it gets them.
struct DocumentChain: Sendable {
    let format: ResultFormat
    let isTerminal: Bool
    /// Whether nothing stands in it yet.
    var isEmpty = true

    init(_ format: ResultFormat, isTerminal: Bool) {
        (self.format, self.isTerminal) = (format, isTerminal)
    }

    /// Whether documents that failed stand in it, too.
    var namesFailures: Bool { format == .json }

    func write(_ result: OpenFile, of name: String, isFirst: Bool, to output: any Sink) async throws {
        if !isFirst { try await output.write(Array(format.separator.utf8)) }
        var filter = DocumentFilter(format, name: name, isTerminal: isTerminal)
        var offset: Int64 = 0
        while true {
            let bytes: [UInt8]
            do throws(ReadFailure) { bytes = try await result.bytes(at: offset) } catch {
                throw Failure(Failure.inputOutput, error.detail)
            }
            if bytes.isEmpty { break }
            offset += Int64(bytes.count)
            try await output.write(filter.take(bytes))
        }
        try await output.write(filter.end(hasLineBreak: format.isChainable))
    }

    func write(_ failure: ReadFailure, of name: String, to output: any Sink) async throws {
        var json = JSONWriter()
        json.object { members in
            members.member("file", name)
            members.member("success", false)
            members.member("code", failure.code)
            members.member("detail", failure.detail)
        }
        let bytes = isTerminal ? Array(JSONText.harmless(json.bytes).utf8) : json.bytes
        try await output.write(bytes + [UInt8(ascii: "\n")])
    }
}
