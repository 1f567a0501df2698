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
}
