// The name that a client gives a request, so that sending it again does no harm
// (draft-ietf-httpapi-idempotency-key-header-07).

import HTTPTypes

/// A key: a string in quotes as the draft has it, or as many clients send it, without them.
struct IdempotencyKey: Sendable, Equatable {
    let text: String

    private static let lengthLimit = 200

    /// Nil where the request has none.
    init?(_ headers: HTTPFields) throws(APIError) {
        guard let field = headers[.idempotencyKey] else { return nil }
        let isQuoted = field.utf8.count >= 2 && field.hasPrefix("\"") && field.hasSuffix("\"")
        let text = isQuoted ? String(field.dropFirst().dropLast()) : field
        let isPlain = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") }
        guard isPlain, (1...Self.lengthLimit).contains(text.utf8.count) else {
            throw .invalidRequest("An Idempotency-Key has 1 to \(Self.lengthLimit) visible ASCII characters.")
        }
        self.text = text
    }

    /// The key of one image of a batch.
    func part(_ index: Int) -> IdempotencyKey { IdempotencyKey(text: "\(text) \(index)") }

    private init(text: String) { self.text = text }
}
