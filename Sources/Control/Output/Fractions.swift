// Parts of a whole, for people. They may come from elsewhere: whatever they are, they are shown as 0 to 1.

enum Percent {
    /// As `97%`.
    static func text(_ fraction: Double) -> String { "\(Fraction.parts(fraction, of: 100))%" }
}

enum Fraction {
    /// As `0.97`.
    static func text(_ fraction: Double) -> String {
        let (whole, hundredths) = parts(fraction, of: 100).quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    fileprivate static func parts(_ fraction: Double, of count: Double) -> Int {
        Int((min(max(fraction, 0), 1) * count).rounded())
    }
}
