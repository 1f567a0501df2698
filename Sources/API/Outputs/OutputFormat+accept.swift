// Which format an `Accept` header asks for (RFC 9110 §12.5.1).

extension OutputFormat {
    /// The format that the client likes best; nil where it accepts none of them.
    ///
    /// Of equals the one whose type is named more exactly, then the one named first. JSON where nothing is said.
    init?(accept: String?) {
        let ranges = (accept ?? "").split(separator: ",").compactMap(MediaRange.init)
        guard !ranges.isEmpty else {
            self = .json
            return
        }
        var best: (format: OutputFormat, range: MediaRange, place: Int)?
        for format in Self.allCases {
            guard let (place, range) = format.range(in: ranges), range.quality > 0 else { continue }
            if let best, !range.isPreferred(over: best.range, isEarlier: place < best.place) { continue }
            best = (format, range, place)
        }
        guard let best else { return nil }
        self = best.format
    }

    /// The most exact range that names one of the format's types, and its place.
    private func range(in ranges: [MediaRange]) -> (offset: Int, element: MediaRange)? {
        let matching = ranges.enumerated().filter { _, range in mediaTypes.contains(where: range.matches) }
        return matching.max { one, other in
            (one.element.exactness, -one.offset) < (other.element.exactness, -other.offset)
        }
    }
}

/// `text/html;q=0.8`, `text/*` or `*/*`.
private struct MediaRange {
    private let type: Substring
    private let subtype: Substring
    private(set) var quality = 1.0

    /// Nil for what is none.
    init?(_ text: Substring) {
        var parameters = text.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        let names = parameters.removeFirst().lowercased().split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else { return nil }
        (type, subtype) = (names[0], names[1])
        for parameter in parameters where parameter.lowercased().hasPrefix("q=") {
            guard let value = Double(parameter.dropFirst(2)), (0...1).contains(value) else { return nil }
            quality = value
        }
    }

    /// 0 for all types, 2 for a single one.
    var exactness: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

    func matches(_ mediaType: String) -> Bool {
        let names = mediaType.split(separator: "/")
        return (type == "*" || type == names[0]) && (subtype == "*" || subtype == names[1])
    }

    func isPreferred(over other: MediaRange, isEarlier: Bool) -> Bool {
        guard quality == other.quality else { return quality > other.quality }
        guard exactness == other.exactness else { return exactness > other.exactness }
        return isEarlier
    }
}

extension Substring {
    /// Without blanks around.
    fileprivate var trimmed: Substring {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
