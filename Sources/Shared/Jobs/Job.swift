// A job as clients and operators see it. It knows no database and no HTTP.

package import FoundationEssentials

/// One request for the text of one image.
package struct Job: Sendable, Equatable {
    package var id: JobID
    package var state: JobState
    package var image: ImageInfo
    package var filename: String?
    package var options: RecognitionOptions
    /// 0 to 4; among the jobs of a client the highest goes first.
    package var priority: Int
    /// Whether its image stays as long as it does.
    package var keepsUpload: Bool
    /// Whether the result was there before the job was made.
    package var cached: Bool
    /// Times how often a worker took it, lost leases included.
    package var attempts: Int
    /// 0 to 1, as far as the engine has said.
    package var progress: Double
    /// How many jobs at most go before this one while it is queued; counted to 1 000.
    package var queuePosition: Int?
    package var createdAt: Date
    package var startedAt: Date?
    package var finishedAt: Date?
    package var failure: JobFailure?
    package var result: RecognitionResult?
}

/// What a final job that did not succeed says of itself.
package struct JobFailure: Sendable, Equatable, Codable, Error {
    package var code: FailureCode
    /// For the client: says nothing of internals.
    package var message: String

    package init(_ code: FailureCode, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// Why a recognition did not succeed.
///
/// The raw values are the ones in the `error_code` columns and in HTTP answers.
package enum FailureCode: String, Sendable, Codable, CaseIterable {
    case invalidImage = "invalid_image"
    /// The file has none of the pages asked for.
    case invalidOption = "invalid_option"
    case imageTooLarge = "image_too_large"
    case recognitionTimeout = "recognition_timeout"
    case outOfMemory = "out_of_memory"
    case recognitionFailed = "recognition_failed"
    /// Two workers vanished while they had it.
    case workerLost = "worker_lost"
    case queueTimeout = "queue_timeout"
}
