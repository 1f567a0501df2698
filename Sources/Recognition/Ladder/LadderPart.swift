// What `auto` is made of, by names: so that what each is worth can be measured.

/// A step or a rung that can be left out of ``Preprocessing/auto``.
package enum LadderPart: String, Codable, Sendable, CaseIterable {
    // What is done to every page that needs it.
    case invert, denoise, even
    /// Turning by quarters what reads as nonsense.
    case turn
    /// Reading tables by rows where Tesseract reads them by columns.
    case rows
    /// Levelling, and bringing letters to one height, wherever another try is made.
    case level, scale
    // The tries after the first.
    case fitted, unruled, block, scattered, evened
}
