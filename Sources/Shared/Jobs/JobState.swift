// The states of a job and of a recognition, as they stand in the tables.

/// Where a job stands.
///
/// The raw values are the ones in the `state` columns.
package enum JobState: String, Sendable, Codable, CaseIterable {
    case queued
    /// Waiting for the next attempt after a failure that may pass.
    case delayed
    case running
    case succeeded
    case failed
    case cancelled

    /// Whether nothing will change the job any more, except an operator's retry.
    package var isFinal: Bool {
        switch self {
        case .queued, .delayed, .running: false
        case .succeeded, .failed, .cancelled: true
        }
    }
}
