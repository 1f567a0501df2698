// What a client accepts (RFC 9110 §12.5.1).

import HTTPTypes

/// The media ranges of `Accept`, in order.
struct Accept {
    /// `text/html;q=0.8`, `text/*` or `*/*`.
    private struct Range {
        var type: Substring
        var subtype: Substring
        var quality = 1.0

        /// Nil for what is none.
        init?(_ text: Substring) {
            let value = HeaderValue(text.utf8)
            let names = value.first.split(separator: "/", omittingEmptySubsequences: false)
            guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else { return nil }
            (type, subtype) = (names[0], names[1])
            guard let quality = value.parameters["q"] else { return }
            guard let number = Double(quality), (0...1).contains(number) else { return nil }
            self.quality = number
        }

        /// 0 for all types, 2 for a single one.
        var exactness: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

        func matches(_ mediaType: String) -> Bool {
            let names = mediaType.split(separator: "/")
            return (type == "*" || type == names[0]) && (subtype == "*" || subtype == names[1])
        }
    }

    /// How much something is liked: first by quality, then by how exactly it is named, then by who is named first.
    struct Liking: Comparable {
        fileprivate var quality: Double
        fileprivate var exactness: Int
        fileprivate var place: Int

        static func < (one: Liking, other: Liking) -> Bool {
            (one.quality, one.exactness, -one.place) < (other.quality, other.exactness, -other.place)
        }
    }

    private let ranges: [Range]

    init(_ text: String) { ranges = text.split(separator: ",").compactMap(Range.init) }

    init(_ headers: HTTPFields) { self.init(headers[values: .accept].joined(separator: ",")) }

    /// Nothing is said: anything goes.
    var isEmpty: Bool { ranges.isEmpty }

    /// By the most exact range that names one of the types; nil where none is accepted.
    func liking(for mediaTypes: [String]) -> Liking? {
        let matching = ranges.enumerated().filter { _, range in mediaTypes.contains(where: range.matches) }
        let likings = matching.map { place, range in
            Liking(quality: range.quality, exactness: range.exactness, place: place)
        }
        let best = likings.max { one, other in (one.exactness, -one.place) < (other.exactness, -other.place) }
        return best.flatMap { $0.quality > 0 ? $0 : nil }
    }

    func prefers(_ mediaTypes: [String], over others: [String]) -> Bool {
        guard let liking = liking(for: mediaTypes) else { return false }
        return self.liking(for: others).map { liking > $0 } ?? true
    }
}
