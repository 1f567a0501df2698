// Which pages of a file are read.

/// Pages by their numbers, from 1.
package struct PageSelection: Sendable, Hashable, Codable {
    /// In ascending order, apart from each other.
    package let ranges: [ClosedRange<Int>]

    /// Every page, of animated images too.
    package static let all = PageSelection(ranges: [1...highest])

    /// More pages no file may have.
    private static let highest = 9999
    /// Ranges of one selection.
    private static let mostRanges = 100

    private init(ranges: [ClosedRange<Int>]) { self.ranges = ranges }

    /// From `all`, or numbers and ranges such as `1-3,7`; nil where it is neither, or names a page 0 or above 9999.
    package init?(_ text: String) {
        guard text != "all" else {
            self = .all
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= Self.mostRanges else { return nil }
        var asked: [ClosedRange<Int>] = []
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.compactMap { $0.allSatisfy(\.isASCII) && $0.first != "+" ? Int($0) : nil }
            guard ends.count <= 2, numbers.count == ends.count, let first = numbers.first, let last = numbers.last,
                1 <= first, first <= last, last <= Self.highest
            else { return nil }
            asked.append(first...last)
        }
        ranges = Self.joined(asked)
    }

    /// The shortest text that gives the same selection: equal selections have equal texts.
    package var text: String {
        guard self != .all else { return "all" }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    private static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        var joined: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = joined.last, range.lowerBound <= last.upperBound + 1 else {
                joined.append(range)
                continue
            }
            joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
        return joined
    }
}
