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
    /// Nil for the first, the plain one.
    var part: LadderPart?
    var steps: [any PreprocessingStep]
    var reader: Reader
}

extension Rung {
    /// The rungs above the first, for a page that is made fit so.
    ///
    /// Other page segmentations than the one asked for are tried only where that is Tesseract's default, 3.
    static func after(_ fit: Fit, pageSegmentation asked: Int) -> [Rung] {
        let fitted = fit.steps
        let block = Reader.tesseract(pageSegmentation: asked == 3 ? 6 : asked)
        let scattered = Reader.tesseract(pageSegmentation: asked == 3 ? 11 : asked)
        let layout = Rung(part: .fitted, steps: fitted + [BorderStep()], reader: .tesseract(pageSegmentation: asked))
        return (fitted.isEmpty ? [] : [layout]) + [
            Rung(part: .unruled, steps: fitted + [BorderStep(), UnruleStep()], reader: block),
            Rung(part: .block, steps: fitted + [BorderStep()], reader: block),
            Rung(part: .scattered, steps: fitted + [BorderStep()], reader: scattered),
            Rung(part: .evened, steps: [EvenStep(always: true)] + fitted + [BorderStep()], reader: block),
        ]
    }
}
