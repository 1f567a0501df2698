// Everything that a request can be refused for.

import Shared

/// Why a client does not get what it asked for.
///
/// What becomes of it in HTTP: `Problem+mapping.swift`.
enum APIError: Error, Equatable {
    /// The texts are for the client.
    case invalidRequest(String)
    case invalidOption(String)
    case unsupportedFormat
    case invalidImage(String)
    case unsupportedMediaType
    /// Bytes.
    case fileTooLarge(limit: Int)
    /// Bytes.
    case requestTooLarge(limit: Int)
    /// Files.
    case tooManyFiles(limit: Int)
    /// Pixels.
    case imageTooLarge(width: Int, height: Int, limit: Int)
    case routeNotFound
    case methodNotAllowed(allowed: [String])
    case unknownID(Kept)
    /// The idempotency key was used for another request.
    case keyReused
    case expired(Kept)
    /// It is final: nothing is left to cancel.
    case jobAlreadyFinal(JobState)
    case batchAlreadyFinal
    /// Its result was asked for too early.
    case resultNotThere(JobState, retryAfter: Duration)
    /// There is no result, and never will be.
    /// Says why.
    case noResult(String)
    case imageNotKept
    /// Our fault.
    case pdfNotMade
    /// What there is instead.
    case notAcceptable([String])
    /// Someone cancelled the job that this request waited for.
    case jobCancelled
    case jobFailed(JobFailure)
    case rateLimited(RateLimiter.Receipt)
    case queueFull(retryAfter: Duration)
    case storeUnavailable
    case noWorker
    case shuttingDown
    /// The client went away. Nobody hears this answer, but it is in the log.
    case clientGone
}

extension APIError {
    /// What ids name.
    enum Kept: String { case job, batch }

    /// The backlog is how long what waits will take.
    init(_ error: StoreError, backlog: Duration) {
        switch error {
        case .queueFull: self = .queueFull(retryAfter: backlog)
        case .keyReused: self = .keyReused
        case .uploadMissing, .unavailable: self = .storeUnavailable
        }
    }

    init(_ error: MultipartError) {
        let reason =
            switch error {
            case .unterminated: "The multipart body ends before its closing boundary."
            case .malformed: "The multipart body is malformed."
            case .headersTooLarge: "The headers of a part are too large."
            case .tooManyParts: "The multipart body has too many parts."
            }
        self = .invalidRequest(reason)
    }

    init(_ error: ImageHeaderError) {
        switch error {
        case .unknownFormat: self = .unsupportedFormat
        case .truncated: self = .invalidImage("The image ends within its header.")
        case .damaged: self = .invalidImage("The header of the image is damaged.")
        }
    }
}
