// What a client prefers (RFC 7240).

import HTTPTypes

/// The two preferences that are honoured.
struct Preference: Equatable {
    /// `respond-async`: an answer at once, with the job's address.
    var isAsynchronous = false
    /// `wait=N`: seconds, as many as are granted.
    var wait: Int?

    /// `limit` is the longest wait that is granted.
    init(_ headers: HTTPFields, atMost limit: Duration) {
        for token in headers[values: .prefer].flatMap({ $0.split(separator: ",") }) {
            let value = HeaderValue(token.utf8)
            switch value.first {
            case "respond-async": isAsynchronous = true
            case "wait":
                let granted = Int(limit.wholeSeconds)
                wait = wait ?? value.parameters["wait"].flatMap(Self.seconds).map { min(max(0, $0), granted) }
            default: break
            }
        }
    }

    /// A number of seconds, however large; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let isNumber = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
        return Int(text) ?? (isNumber ? .max : nil)
    }

    /// How long to wait where `limit` is the longest.
    func wait(atMost limit: Duration) -> Duration {
        guard !isAsynchronous else { return .zero }
        return min(limit, wait.map { .seconds($0) } ?? limit)
    }

    /// For `Preference-Applied`; nil where nothing was preferred.
    var applied: String? {
        if isAsynchronous { return "respond-async" }
        return wait.map { "wait=\($0)" }
    }
}
