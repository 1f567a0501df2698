// What becomes of writes that were not synced when the power went.

/// Decides for each.
enum Luck {
    case all
    case none
    /// Each stays with a chance in a hundred, and some of the writes in part.
    case random(percent: Int, SplitMix64)

    /// Whether one change made it to disk.
    mutating func strikes() -> Bool {
        switch self {
        case .all: return true
        case .none: return false
        case .random(let percent, var generator):
            let strikes = generator.chance(percent)
            self = .random(percent: percent, generator)
            return strikes
        }
    }

    /// What of a write made it to disk: runs of whole sectors of the file.
    mutating func parts(_ range: Range<Int>) -> [Range<Int>] {
        guard case .random(let percent, var generator) = self else { return strikes() ? [range] : [] }
        defer { self = .random(percent: percent, generator) }
        guard generator.chance(40) else { return generator.chance(percent) ? [range] : [] }
        return stride(from: range.lowerBound / 512 * 512, to: range.upperBound, by: 512).compactMap { sector in
            generator.chance(percent) ? (sector..<sector + 512).clamped(to: range) : nil
        }
    }
}
