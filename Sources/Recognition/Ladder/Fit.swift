// The page as Tesseract likes it: level lines, letters of the height it was trained on.

/// What is done to a page before every try but the first.
struct Fit {
    /// How much the page is enlarged or reduced; nil where it may stay.
    let factor: Double?
    /// Degrees, clockwise, that make its lines level; 0 where they are, or where none is sure.
    let skew: Double

    /// The height in pixels that letters are brought to; capitals of 10 points at 300 dpi are about 30 high.
    private static let height = 30.0
    /// Factors near 1 blur the page for nothing.
    private static let unneeded = 0.7...1.5
    /// Beyond this, enlarging shows nothing new.
    private static let most = 5.0
    /// Pixels of the page that is read; more would take memory that an engine may not have.
    private static let pixels = 24_000_000.0

    /// Looks for the skew: only pages that read badly need it.
    init(_ ground: borrowing Ground, without: Set<LadderPart>) {
        factor = without.contains(.scale) ? nil : Self.factor(for: ground.glyphs.height, size: ground.size)
        skew = without.contains(.level) ? 0 : Glyphs.skew(on: ground.page.image)
    }

    var steps: [any PreprocessingStep] {
        var steps: [any PreprocessingStep] = []
        if let factor { steps.append(ScaleStep(factor: factor)) }
        if skew != 0 { steps.append(DeskewStep(degrees: skew)) }
        return steps
    }

    private static func factor(for glyphHeight: Double?, size: PageSize) -> Double? {
        guard let glyphHeight else { return nil }
        let room = (pixels / Double(max(1, size.width * size.height))).squareRoot()
        let factor = min(height / glyphHeight, most, max(1, room))
        return unneeded.contains(factor) ? nil : factor
    }
}
