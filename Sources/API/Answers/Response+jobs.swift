// Answers about jobs and results.

import HTTPTypes
import Hummingbird
import Shared

extension Response {
    static func result(_ fragment: ResultFragment, cached: Bool, time: Duration, job: JobID?) -> Response {
        Response { fragment.write(to: &$0, cached: cached, time: time, job: job) }
    }

    /// A job that was accepted, and where to ask for it.
    ///
    /// The time is when that may be worth while.
    static func accepted(_ job: Job, _ detail: Detail, retryAfter time: Duration) -> Response {
        let location = "/jobs/\(job.id)" + (detail == .text ? "" : "?detail=\(detail.rawValue)")
        let headers: HTTPFields = [.location: location, .retryAfter: String(time.wholeSeconds)]
        return Response(.accepted, headers: headers) { job.write(to: &$0) }
    }

    /// A batch that was accepted, and where to ask for it.
    static func accepted(_ batch: Batch, _ detail: Detail, retryAfter time: Duration) -> Response {
        let location = "/batches/\(batch.id)" + (detail == .text ? "" : "?detail=\(detail.rawValue)")
        let headers: HTTPFields = [.location: location, .retryAfter: String(time.wholeSeconds)]
        return Response(.accepted, headers: headers) { batch.write(to: &$0) }
    }

    /// The same answer, which is asynchronous in any case, for a client that prefers it so.
    func asPreferred(_ isPreferred: Bool) -> Response {
        var response = self
        if isPreferred { response.headers[.preferenceApplied] = "respond-async" }
        return response
    }

    /// The same answer, with the preferences it honours.
    func honouring(_ preference: Preference) -> Response {
        var response = self
        response.headers[.preferenceApplied] = preference.applied
        return response
    }
}

extension StatusBoard {
    /// When it may be worth while to ask for a job again.
    func retryAfter(_ job: Job) -> Duration { time(for: (job.queuePosition ?? 0) + 1) }

    /// When it may be worth while to ask for a batch again.
    func retryAfter(_ batch: Batch) -> Duration {
        let open = batch.jobs.filter { !$0.state.isFinal }
        return open.map(retryAfter).max() ?? .seconds(1)
    }
}
