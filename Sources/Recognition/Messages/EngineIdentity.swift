// What decides a result beside the image and the options; part of every fingerprint.

/// Raise it whenever the same image and options may give another result: new steps, new thresholds, new layout.
package let pipelineRevision = 4

/// What an engine reads with.
///
/// Equal identities give equal results.
package struct EngineIdentity: Codable, Sendable, Hashable {
    package var pipelineRevision: Int
    package var tesseract: String
    /// Language → SHA-256 of its traineddata in hexadecimal, for every file that was loaded.
    package var traineddata: [String: String]

    package init(pipelineRevision: Int, tesseract: String, traineddata: [String: String]) {
        self.pipelineRevision = pipelineRevision
        self.tesseract = tesseract
        self.traineddata = traineddata
    }
}
