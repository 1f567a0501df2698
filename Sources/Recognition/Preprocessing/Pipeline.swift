// The steps of each preprocessing mode, in order, and how they run.

struct Pipeline {
    let steps: [any PreprocessingStep]

    /// The steps that turn a decoded image into the page that is read.
    init(_ mode: Preprocessing, orientation: Int, without: Set<LadderPart> = []) {
        let flatten = FlattenStep()
        // Turned after it is grey: a quarter of the bytes to move.
        let orient = OrientStep(orientation: orientation)
        steps =
            switch mode {
            case .none: [flatten, orient]
            case .auto: [flatten, GreyStep(), orient] + Self.mending(without)
            case .threshold: [flatten, GreyStep(), orient, ThresholdStep()]
            }
    }

    private static func mending(_ without: Set<LadderPart>) -> [any PreprocessingStep] {
        let steps: [(LadderPart, any PreprocessingStep)] = [
            (.invert, InvertStep()), (.denoise, DenoiseStep()), (.even, EvenStep()),
        ]
        return steps.filter { !without.contains($0.0) }.map(\.1)
    }

    /// Steps in this order, each where it applies.
    init(_ steps: [any PreprocessingStep]) {
        self.steps = steps
    }

    /// Runs what applies.
    func run(_ image: consuming PageImage) throws(RecognitionFailure) -> PreparedPage {
        var page = PreparedPage(image: image, steps: [], placement: .identity)
        var statistics = PageStatistics()
        for step in steps where step.applies(to: page.image, statistics: &statistics) {
            page = try page.changed(by: step)
            statistics = PageStatistics()
        }
        return page
    }
}

/// A page as Tesseract gets it.
struct PreparedPage: ~Copyable {
    var image: PageImage
    /// Names of the steps that ran.
    var steps: [String]
    /// From this page's pixels to those of the image that the steps began with.
    var placement: Placement

    fileprivate consuming func changed(by step: any PreprocessingStep) throws(RecognitionFailure) -> PreparedPage {
        let before = PageSize(image)
        let (names, placed) = (steps + [step.name], placement)
        let changed = try step.apply(to: image)
        let way = step.placement(before: before, after: PageSize(changed))
        return PreparedPage(image: changed, steps: names, placement: way.then(placed))
    }
}
