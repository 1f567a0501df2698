// How much an answer says.

/// How finely a result is told.
enum Detail: String, CaseIterable {
    case text
    /// Each word with its place and confidence, beside the text.
    case words

    init(option text: String) throws(APIError) {
        guard let detail = Detail(rawValue: text) else { throw .notOne(of: Detail.self, for: "detail") }
        self = detail
    }
}

extension APIError {
    /// For an option with a few values.
    static func notOne<Choice>(of: Choice.Type, for name: String) -> APIError
    where Choice: RawRepresentable<String> & CaseIterable {
        .invalidOption("\(name) must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
}
