// Which format an `Accept` header asks for.

extension OutputFormat {
    /// The format that the client likes best, the first of equals; JSON where nothing is said.
    ///
    /// Nil where it accepts none of them.
    init?(_ accept: Accept) {
        guard !accept.isEmpty else {
            self = .json
            return
        }
        let liked = Self.allCases.compactMap { format in accept.liking(for: format.mediaTypes).map { (format, $0) } }
        guard let best = liked.reduce(nil, { best, one in best.map { $0.1 >= one.1 ? $0 : one } ?? one }) else {
            return nil
        }
        self = best.0
    }
}
