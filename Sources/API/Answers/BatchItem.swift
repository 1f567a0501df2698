// One file of a batch.

import Shared

/// What became of a file.
///
/// Bad files are their own problem, not the batch's.
enum BatchItem: Sendable {
    case known(ResultFragment)
    case job(Job)
    case refused(APIError)

    /// The job where there is one.
    var job: Job? {
        if case .job(let job) = self { job } else { nil }
    }

    /// Writes the members, without braces around them: the single result or problem with its file name, or the job.
    func write(to json: inout JSONWriter, filename: String?, time: Duration) {
        switch self {
        case .known(let fragment): fragment.write(to: &json, cached: true, time: time, job: nil)
        case .refused(let error): Problem(error).write(to: &json)
        case .job(let job):
            guard let outcome = job.outcome else { return job.write(to: &json) }
            switch outcome {
            case .success(let fragment): fragment.write(to: &json, cached: job.cached, time: time, job: job.id)
            case .failure(let error): Problem(error).write(to: &json)
            }
        }
        json.member("filename", filename)
    }
}

extension Job {
    /// What a synchronous request is answered; nil as long as the job is not final.
    var outcome: Result<ResultFragment, APIError>? {
        switch state {
        case .queued, .delayed, .running: nil
        case .cancelled: .failure(.jobCancelled)
        case .failed: .failure(failure.map(APIError.jobFailed) ?? .jobCancelled)
        case .succeeded: fragment.map { .success($0) }
        }
    }
}
