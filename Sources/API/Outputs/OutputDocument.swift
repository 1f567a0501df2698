// What the output formats are rendered from.

import Shared

/// A finished job's result, with all that a file made of it says.
struct OutputDocument: Sendable {
    var pages: [ResultPage]
    /// Of all pages, form feeds between them.
    var text: String
    /// Tesseract's names, such as `eng+deu`.
    var language: String
    /// As the client sent it.
    var filename: String?
    /// Dots per inch, where they were asked for.
    var resolution: Int?
    /// Of Lector, which made it.
    var version = Lector.version
}
