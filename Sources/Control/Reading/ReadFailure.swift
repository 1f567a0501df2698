// Why one file was not read.

import Shared

/// The error of one file; the others go on.
struct ReadFailure: Error, Sendable, Equatable {
    /// For programs: the service's, or one of those below.
    var code: String
    /// For people.
    var detail: String

    static func unreadable(_ detail: String) -> ReadFailure { ReadFailure(code: "unreadable", detail: detail) }

    static func exists(_ path: String) -> ReadFailure {
        ReadFailure(code: "exists", detail: "\(path) is there already; --force replaces it")
    }

    static func notWritten(_ detail: String) -> ReadFailure { ReadFailure(code: "not_written", detail: detail) }

    static func badAnswer(_ detail: String) -> ReadFailure { ReadFailure(code: "bad_answer", detail: detail) }

    static func unreachable(_ detail: String) -> ReadFailure { ReadFailure(code: "unreachable", detail: detail) }

    static func gaveUp(_ detail: String) -> ReadFailure { ReadFailure(code: "gave_up", detail: detail) }
}

extension Failure {
    /// `EX_UNAVAILABLE`.
    static let unavailable: Int32 = 69
}
