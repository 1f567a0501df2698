// Grey levels and what they tell of a piece of a page.

/// How many pixels there are of each grey level.
struct Histogram {
    private var counts = [Int](repeating: 0, count: 256)
    private var seen = 0

    mutating func add(_ level: Int) {
        counts[level] += 1
        seen += 1
    }

    /// The level from which on this share of the pixels is as bright or brighter.
    func level(brightest share: Double) -> Int {
        var brighter = 0
        for level in stride(from: 255, through: 0, by: -1) {
            brighter += counts[level]
            if brighter > 0, Double(brighter) >= Double(seen) * share { return level }
        }
        return 0
    }

    /// Share of the pixels left out at each end of the grey levels: print covers more than this of a part.
    static let extreme = 0.02
    /// The share of the pixels brighter than the background: paper is what most of a part is, ink the darker rest.
    private static let backgroundRank = 0.2

    var background: Int { level(brightest: Self.backgroundRank) }

    var contrast: Int { level(brightest: Self.extreme) - level(brightest: 1 - Self.extreme) }

    /// Whether most pixels are nearer to the darkest level than to the brightest.
    var isMostlyDark: Bool { level(brightest: 0.5) < level(brightest: 1 - Self.extreme) + contrast / 2 }
}
