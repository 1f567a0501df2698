// Confidences and progress.

import Testing

@testable import Control

@Suite struct FractionTests {
    @Test(
        arguments: [
            (0, "0.00", "0%"), (0.004, "0.00", "0%"), (0.0961, "0.10", "10%"), (0.9666, "0.97", "97%"),
            (0.999, "1.00", "100%"), (1, "1.00", "100%"), (-3, "0.00", "0%"), (1e300, "1.00", "100%"),
            (-.infinity, "0.00", "0%"),
        ] as [(Double, String, String)]
    )
    func `a fraction is between 0 and 1 whatever it is`(fraction: Double, text: String, percent: String) {
        #expect(Fraction.text(fraction) == text)
        #expect(Percent.text(fraction) == percent)
    }
}
