// What retrying, cancelling and deleting have in common: several ids, and an answer for each.

import Shared

/// What became of one id.
struct Verdict: Sendable, Equatable {
    var id: JobID
    /// The state that the job has now; nil where it is gone or not known.
    var state: JobState?
    /// Why it could not be done: a word for programs, and one for people.
    var refusal: Refusal?

    struct Refusal: Sendable, Equatable {
        var reason: String
        var detail: String
    }

    static func unknown(_ id: JobID) -> Verdict {
        Verdict(id: id, refusal: Refusal(reason: "unknown", detail: "unknown"))
    }
}

enum JobOperation {
    /// Does something to one job after the other, and says of each what became of it, as soon as that is known.
    ///
    /// `done` is printed of a job that has no state any more. Throws `Failure.incomplete` at the end, where one could
    /// not be done.
    static func run(
        _ ids: [JobID],
        done: String,
        in session: Session,
        _ operation: (JobID) async throws -> Verdict
    ) async throws {
        var verdicts: [Verdict] = []
        for id in ids {
            let verdict = try await operation(id)
            verdicts.append(verdict)
            if let refusal = verdict.refusal {
                await session.console.complain("\(id): \(refusal.detail)")
            } else if !session.json {
                try await session.console.print("\(id) \(verdict.state?.rawValue ?? done)")
            }
        }
        if session.json { try await session.print([]) { json in json.array("jobs", verdicts) { $0.write(to: &$1) } } }
        guard verdicts.allSatisfy({ $0.refusal == nil }) else { throw Failure.incomplete }
    }
}

extension Verdict {
    func write(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("done", refusal == nil)
        json.member("state", state?.rawValue)
        json.member("reason", refusal?.reason)
    }
}
