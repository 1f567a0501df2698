// Why an image gave no text, in words fit for whoever sent it.

/// The module's error: what is wrong with this image or this run.
///
/// Only ``Code/engine`` may go better another time.
package struct RecognitionFailure: Error, Codable, Sendable, Hashable {
    package enum Code: String, Codable, Sendable, CaseIterable {
        /// Not an image we read, or its pixels do not decode.
        case invalidImage
        /// Over the pixel limit or the limit of pages, or a side over ``RecognitionFailure/sideLimit``.
        case imageTooLarge
        /// None of the pages asked for is in the file.
        case noSuchPage
        /// Reading passed its run limit.
        case timeout
        case outOfMemory
        /// Our fault.
        case engine
    }

    package var code: Code
    /// For the client: says nothing of internals.
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// Tesseract keeps coordinates in 16 bits: it refuses longer sides (`INT16_MAX`).
    package static let sideLimit = 32_767

    static func invalidImage(_ message: String) -> Self { Self(code: .invalidImage, message: message) }

    static func imageTooLarge(width: Int, height: Int, pixelLimit: Int) -> Self {
        Self(
            code: .imageTooLarge,
            message: "The image is \(width) × \(height) pixels; the limit is \(pixelLimit) pixels in all "
                + "and \(sideLimit) on a side."
        )
    }

    static func tooManyPages(limit: Int) -> Self {
        Self(code: .imageTooLarge, message: "The file has more than \(limit) pages.")
    }

    static func noSuchPage(count: Int) -> Self {
        let there = count == 1 ? "The file has one page" : "The file has \(count) pages"
        return Self(code: .noSuchPage, message: "\(there), and none of those asked for.")
    }

    static func timeout(milliseconds: Int) -> Self {
        Self(code: .timeout, message: "Reading the image took longer than its limit of \(milliseconds) ms.")
    }

    static let outOfMemory = Self(code: .outOfMemory, message: "Reading the image takes more memory than it may have.")
    static let engine = Self(code: .engine, message: "The image could not be read because of an internal error.")
}
