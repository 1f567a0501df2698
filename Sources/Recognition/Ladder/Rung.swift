// The ways to read a page, from the likeliest to the last.

/// Who reads, and how.
enum Reader: Hashable {
    /// Tesseract, with a page segmentation mode.
    case tesseract(pageSegmentation: Int)

    /// How the result names it: nothing for the way that everybody expects.
    var name: String? {
        switch self {
        case .tesseract(pageSegmentation: 3): nil
        case .tesseract(let mode): "psm-\(mode)"
        }
    }
}

extension Reader {
    /// By how much of its score a try must better what came before it to be kept.
    ///
    /// What reads the page as one block loses words where it reads across columns; where it loses none, its order by
    /// rows is the right one. Scattered words come in no order at all.
    var margin: Double {
        switch self {
        case .tesseract(pageSegmentation: 6): 0.01
        case .tesseract(pageSegmentation: 11): 0.1
        case .tesseract: 0.03
        }
    }
}

/// One way to read a page: what is done to it, and who reads it then.
struct Rung {
    var steps: [any PreprocessingStep]
    var reader: Reader
}

extension Rung {
    /// The rungs above the first, for a page of this size and skew (in degrees, see ``Glyphs/skew(on:)``), and what the
    /// first look at it found.
    ///
    /// Other page segmentations than the one asked for are tried only where that is Tesseract's default, 3.
    static func after(_ glyphs: Glyphs, skew: Double, size: PageSize, pageSegmentation asked: Int) -> [Rung] {
        let fitted = fitting(glyphs, skew: skew, size: size)
        let block = Reader.tesseract(pageSegmentation: asked == 3 ? 6 : asked)
        let scattered = Reader.tesseract(pageSegmentation: asked == 3 ? 11 : asked)
        let layout = Rung(steps: fitted + [BorderStep()], reader: .tesseract(pageSegmentation: asked))
        return (fitted.isEmpty ? [] : [layout]) + [
            Rung(steps: fitted + [BorderStep(), UnruleStep()], reader: block),
            Rung(steps: fitted + [BorderStep()], reader: block),
            Rung(steps: fitted + [BorderStep()], reader: scattered),
            Rung(steps: [EvenStep(always: true)] + fitted + [BorderStep()], reader: block),
        ]
    }

    /// The page as Tesseract likes it: level lines, letters of the height it was trained on.
    static func fitting(_ glyphs: Glyphs, skew: Double, size: PageSize) -> [any PreprocessingStep] {
        var steps: [any PreprocessingStep] = []
        if let factor = Fit.factor(for: glyphs.height, size: size) { steps.append(ScaleStep(factor: factor)) }
        if skew != 0 { steps.append(DeskewStep(degrees: skew)) }
        return steps
    }
}

/// How much a page is enlarged or reduced.
enum Fit {
    /// The height in pixels that letters are brought to; capitals of 10 points at 300 dpi are about 30 high.
    static let height = 30.0
    /// Factors near 1 blur the page for nothing.
    private static let unneeded = 0.7...1.5
    /// Beyond this, enlarging shows nothing new.
    private static let most = 5.0
    /// Pixels of the page that is read; more would take memory that an engine may not have.
    private static let pixels = 24_000_000.0

    /// Nil where the page may stay as it is.
    static func factor(for glyphHeight: Double?, size: PageSize) -> Double? {
        guard let glyphHeight else { return nil }
        let room = (pixels / Double(max(1, size.width * size.height))).squareRoot()
        let factor = min(height / glyphHeight, most, max(1, room))
        return unneeded.contains(factor) ? nil : factor
    }
}
