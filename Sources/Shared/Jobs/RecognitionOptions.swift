// What a client may ask of a recognition. Everything here is part of the fingerprint.

/// How an image is to be read, with defaults filled in.
package struct RecognitionOptions: Sendable, Hashable {
    /// How the image is made ready for Tesseract.
    package enum Preprocessing: String, Sendable, CaseIterable {
        /// Grey, cleaned where the image is clearly noisy, and tried in other ways where that reads badly.
        case auto
        /// Exactly what Tesseract makes of the image.
        case none
        /// An adaptive threshold whatever the image looks like.
        case threshold
    }

    /// How the image is turned before it is read, after what its EXIF data say.
    package enum Orientation: String, Sendable, CaseIterable {
        /// Turned where it reads as nonsense as it is, and well otherwise.
        case auto
        /// Degrees clockwise.
        case upright = "0"
        case quarter = "90"
        case half = "180"
        case threeQuarters = "270"
    }

    /// Tesseract's page segmentation modes that need no orientation data (`tesseract --help-psm`).
    package static let pageSegmentationModes = Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 13])
    /// What Tesseract takes for a resolution (its `kMinCredibleResolution` and `kMaxCredibleResolution`).
    package static let resolutions = 70...2400
    /// Characters of a whitelist.
    package static let longestWhitelist = 256

    /// Tesseract's names, joined by `+` in order of preference, such as `eng+deu`.
    package var language: String
    package var pageSegmentation: Int
    package var preprocessing: Preprocessing
    package var orientation = Orientation.auto
    /// Dots per inch; nil: what the file says, or else what Tesseract makes of it.
    package var resolution: Int?
    /// Nil: all pages of a document, the first frame of an animation.
    package var pages: PageSelection?
    /// The only characters that may be read; nil for any.
    package var whitelist: String?

    package init(language: String, pageSegmentation: Int = 3, preprocessing: Preprocessing = .auto) {
        self.language = language
        self.pageSegmentation = pageSegmentation
        self.preprocessing = preprocessing
    }

    /// The single languages of `language`, in order.
    package var languages: [String] { language.split(separator: "+").map(String.init) }
}
