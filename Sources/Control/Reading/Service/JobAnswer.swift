// What the service says of a job, as far as it is needed here.

import Shared

struct JobAnswer: Decodable, Sendable {
    struct Result: Decodable, Sendable {
        var confidence: Double?
        var pages: [Page]?
    }

    struct Page: Decodable, Sendable {}

    var id: String
    var state: String
    var result: Result?
    var error: ProblemAnswer?

    /// Nil while it is not final; a state that we do not know is not final.
    var end: JobState? {
        guard let state = JobState(rawValue: state) else { return nil }
        switch state {
        case .succeeded, .failed, .cancelled: return state
        case .queued, .delayed, .running: return nil
        }
    }
}

/// A problem document (RFC 9457), as far as it is needed here.
struct ProblemAnswer: Decodable, Sendable {
    var code: String?
    var title: String?
    var detail: String?

    func failure(status: UInt?) -> ReadFailure {
        ReadFailure(
            code: code ?? status.map { "http_\($0)" } ?? "failed",
            detail: detail ?? title ?? "the service gives no reason"
        )
    }
}
