// The steps of each preprocessing mode, in order, and how they run.

struct Pipeline {
    let steps: [any PreprocessingStep]

    /// The steps that turn a decoded image into the page that is read.
    init(_ mode: Preprocessing, orientation: Int) {
        let flatten = FlattenStep()
        // Turned after it is grey: a quarter of the bytes to move.
        let orient = OrientStep(orientation: orientation)
        steps =
            switch mode {
            case .none: [flatten, orient]
            case .auto: [flatten, GreyStep(), orient, DenoiseStep(), EvenStep()]
            case .threshold: [flatten, GreyStep(), orient, ThresholdStep()]
            }
    }

    /// Runs what applies.
    /// - Returns: the page, and the names of the steps that ran.
    func run(_ image: consuming PageImage) throws(RecognitionFailure) -> PreparedPage {
        var image = image
        var statistics = PageStatistics()
        var names: [String] = []
        for step in steps where step.applies(to: image, statistics: &statistics) {
            image = try step.apply(to: image)
            statistics = PageStatistics()
            names.append(type(of: step).name)
        }
        return PreparedPage(image: image, steps: names)
    }
}

/// A page as Tesseract gets it.
struct PreparedPage: ~Copyable {
    var image: PageImage
    var steps: [String]
}
