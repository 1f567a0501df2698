// The order in which people count: page 2 before page 10.

enum NaturalOrder {
    /// Compares runs of digits as numbers, and all else by code unit; texts that are equal so far by all of it.
    static func isBefore(_ left: String, _ right: String) -> Bool {
        var (a, b) = (Array(left.utf8)[...], Array(right.utf8)[...])
        while let first = a.first, let second = b.first {
            if first.isDigit, second.isDigit {
                let (one, other) = (number(&a), number(&b))
                if one.count != other.count { return one.count < other.count }
                if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
            } else {
                if first != second { return first < second }
                a.removeFirst()
                b.removeFirst()
            }
        }
        if a.isEmpty != b.isEmpty { return a.isEmpty }
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The digits at the start, without leading zeros.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: \.isDigit)
        rest = rest[digits.endIndex...]
        return digits.drop { $0 == UInt8(ascii: "0") }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
