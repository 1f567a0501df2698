// What Tesseract's confidences are worth.

/// From Tesseract's confidence in a word to the share of such words that are right.
///
/// Tesseract is as sure of a word as of its worst letter, on a scale of its own.
enum Calibration {
    /// Isotonic regression over 19,596 words of 126 real images, reduced to a few points (`Tests/Accuracy/run.py --fit`).
    private static let points: [(raw: Double, share: Double)] = [
        (0, 0.093), (0.446, 0.25), (0.505, 0.355), (0.803, 0.619), (0.9, 0.832), (0.931, 0.938), (0.969, 0.996),
        (1, 0.996),
    ]

    /// Between the points by straight lines; in thousandths.
    static func share(rightAt raw: Double) -> Double {
        guard let upper = points.firstIndex(where: { raw <= $0.raw }), upper > 0 else {
            return raw <= 0 ? points[0].share : points[points.count - 1].share
        }
        let (low, high) = (points[upper - 1], points[upper])
        let share = low.share + (raw - low.raw) / (high.raw - low.raw) * (high.share - low.share)
        return (share * 1000).rounded() / 1000
    }
}
