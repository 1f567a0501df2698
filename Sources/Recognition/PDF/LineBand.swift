// A line of words as a band along which text runs, whichever way that is.

/// Where the words of a line are, in pixels; y counts downwards, as in boxes.
struct LineBand {
    struct Run {
        var text: String
        /// Where its first letter stands.
        var origin: Vector
        var length: Double
    }

    /// The way that text runs, one pixel long.
    private(set) var along: Vector
    /// The way that letters point.
    var up: Vector { along.quarterTurned }
    /// From where its words stand to the top of the tallest.
    private(set) var height = 1.0
    private(set) var runs: [Run] = []

    /// Nil where the line holds no text.
    init?(_ line: Line) {
        let words = line.words.filter { !$0.text.isEmpty }
        guard !words.isEmpty else { return nil }
        let way = Self.direction(of: line)
        let slope = Slope(way)
        let extents = words.map(slope.extent)
        let feet = zip(words, extents).map { $0.box.middle.dot(way.quarterTurned) - $1.across / 2 }
        let foot = feet.min() ?? 0
        let head = zip(feet, extents).map { $0 + $1.across }.max() ?? 0
        height = max(head - foot, 1)
        // Programs that take letters on one height for a word find none on a slope: where it is slight, words are
        // stairs.
        let isStairs = slope.isSlight
        along = isStairs ? way.nearestSide : way
        for (word, extent) in zip(words, extents) {
            let length = isStairs ? word.box.extent(along: along) : extent.along
            let centre = way * word.box.middle.dot(way) + way.quarterTurned * (foot + height / 2)
            let origin = centre + along * (-length / 2) + up * (-height / 2)
            runs.append(Run(text: word.text, origin: origin, length: length))
        }
    }

    /// From where one word ends to where the next begins, along the line.
    func gap(after index: Int) -> Double {
        let (before, after) = (runs[index], runs[index + 1])
        return after.origin.dot(along) - before.origin.dot(along) - before.length
    }

    /// The baseline's, or straight along the nearest side of the page where it strays from that by little, or has
    /// few letters to go by.
    private static func direction(of line: Line) -> Vector {
        guard let baseline = line.baseline, baseline.count == 4 else { return Vector(x: 1, y: 0) }
        let way = Vector(x: Double(baseline[2] - baseline[0]), y: Double(baseline[3] - baseline[1]))
        guard way.length > 0 else { return Vector(x: 1, y: 0) }
        let isAcross = abs(way.x) >= abs(way.y)
        let tallest = line.words.map { isAcross ? $0.box.height : $0.box.width }.max() ?? 0
        let stray = min(abs(way.x), abs(way.y))
        let letters = line.words.reduce(0) { $0 + $1.text.count }
        return letters < 5 || stray <= max(2, 0.2 * Double(tallest)) ? way.nearestSide : way.unit
    }
}

extension Vector {
    /// Counter-clockwise, as seen where y counts downwards.
    fileprivate var quarterTurned: Vector { Vector(x: y, y: -x) }

    /// The side of a page, one pixel long, that is nearest to this direction.
    fileprivate var nearestSide: Vector {
        abs(x) >= abs(y) ? Vector(x: x > 0 ? 1 : -1, y: 0) : Vector(x: 0, y: y > 0 ? 1 : -1)
    }
}

extension Box {
    fileprivate var middle: Vector {
        Vector(x: Double(x) + Double(width) / 2, y: Double(y) + Double(height) / 2)
    }

    /// Its width or height, whichever lies along a side of the page.
    fileprivate func extent(along side: Vector) -> Double { Double(max(side.y == 0 ? width : height, 1)) }
}

/// How much a line leans from the nearest side of the page.
private struct Slope {
    private let cosine: Double
    private let sine: Double
    /// Whether it is nearer to the page's upper side than to its left one.
    private let isAcross: Bool

    init(_ along: Vector) {
        isAcross = abs(along.x) >= abs(along.y)
        cosine = max(abs(along.x), abs(along.y))
        sine = min(abs(along.x), abs(along.y))
    }

    /// Less than nine degrees: words beside each other hardly differ in height.
    var isSlight: Bool { sine < 0.15 }

    /// A word's length and height on the line, of which its box is the upright rectangle around.
    func extent(of word: Word) -> (along: Double, across: Double) {
        let (width, height) = (Double(word.box.width), Double(word.box.height))
        let (long, short) = isAcross ? (width, height) : (height, width)
        guard sine > 0 else { return (max(long, 1), max(short, 1)) }
        // Of the two equations long = along × cosine + across × sine, and short the other way round.
        let determinant = cosine * cosine - sine * sine
        let along = (long * cosine - short * sine) / determinant
        let across = (short * cosine - long * sine) / determinant
        guard determinant < 0.3 || along < 1 || across < 1 else { return (along, across) }
        // Near 45 degrees they say the same: letters are half as wide as high, or so.
        let shape = Double(word.text.count) / 2
        let guess = max((long + short) / (cosine + sine) / (shape + 1), 1)
        return (guess * shape, guess)
    }
}
