// What a client may ask of a recognition. Everything here is part of the fingerprint.

/// How an image is to be read, with defaults filled in.
package struct RecognitionOptions: Sendable, Hashable, Codable {
    /// How the image is made ready for Tesseract.
    package enum Preprocessing: String, Sendable, Codable, CaseIterable {
        /// Grey, cleaned where the image is clearly noisy, and tried in other ways where that reads badly.
        case auto
        /// Exactly what Tesseract makes of the image.
        case none
        /// An adaptive threshold whatever the image looks like.
        case threshold
    }

    /// Tesseract's page segmentation modes that need no orientation data (`tesseract --help-psm`).
    package static let pageSegmentationModes = Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 13])

    /// Tesseract's names, joined by `+` in order of preference, such as `eng+deu`.
    package var language: String
    package var pageSegmentation: Int
    package var preprocessing: Preprocessing

    package init(language: String, pageSegmentation: Int = 3, preprocessing: Preprocessing = .auto) {
        self.language = language
        self.pageSegmentation = pageSegmentation
        self.preprocessing = preprocessing
    }

    /// The single languages of `language`, in order.
    package var languages: [String] { language.split(separator: "+").map(String.init) }

    enum CodingKeys: String, CodingKey {
        case language = "lang"
        case pageSegmentation = "psm"
        case preprocessing = "preprocess"
    }
}
