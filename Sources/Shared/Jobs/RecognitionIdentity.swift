// What decides, besides image and options, what text comes out: part of every fingerprint.

/// The software and the data that read an image.
package struct RecognitionIdentity: Sendable, Hashable, Codable {
    /// Raised whenever preprocessing or the result's form changes.
    package var pipeline: Int
    package var tesseract: String
    /// SHA-256 of each installed language's traineddata, by language.
    package var traineddata: [String: String]

    package init(pipeline: Int, tesseract: String, traineddata: [String: String]) {
        self.pipeline = pipeline
        self.tesseract = tesseract
        self.traineddata = traineddata
    }

    /// Nil where one of the languages is not installed.
    func text(for languages: [String]) -> String? {
        let digests = languages.compactMap { traineddata[$0] }
        guard digests.count == languages.count else { return nil }
        return "\(pipeline)|\(tesseract)|\(digests.joined(separator: ","))"
    }
}
