// The model: what becomes of a request.

@testable import Shared

extension Model {
    enum Acceptance: Equatable {
        /// The request's own job, in this state; several recognitions only where equally new results answer it.
        case job(JobState, recognitions: Set<Int64>)
        /// The job that the key made before.
        case earlier(JobID)
        case refused(StoreError)
    }

    func acceptance(of submission: Submission, _ now: StoreTime) -> Acceptance {
        if let earlier = jobOfKey(submission) { return earlier }
        if let fingerprint = submission.fingerprint {
            let fresh = freshest(fingerprint, now)
            if !fresh.isEmpty { return .job(.succeeded, recognitions: fresh) }
            if let live = recognitions.values.first(where: { $0.fingerprint == fingerprint && !$0.state.isFinal }) {
                return .job(live.state, recognitions: [live.id])
            }
        }
        let waiting = jobs.values.count { $0.state == .queued || $0.state == .delayed }
        guard waiting < policy.queueLimit else { return .refused(.queueFull) }
        return .job(.queued, recognitions: [lastRecognition + 1])
    }

    mutating func accept(_ submission: Submission, _ state: JobState, recognition id: Int64, _ now: StoreTime) {
        if id > lastRecognition {
            lastRecognition = id
            recognitions[id] = Recognition(
                id: id,
                fingerprint: submission.fingerprint,
                upload: submission.upload.digest,
                options: submission.options,
                boot: now.boot,
                queued: now.uptime
            )
        } else if state == .queued {
            // Who joins waits as long as any.
            recognitions[id]?.queued = now.uptime
            recognitions[id]?.boot = now.boot
        }
        let time = now.wallMilliseconds
        jobs[submission.id] = Job(
            id: submission.id,
            recognition: id,
            state: state,
            client: submission.client,
            priority: submission.priority,
            key: submission.idempotencyKey,
            isCached: state == .succeeded,
            created: time,
            started: state == .running ? time : nil,
            finished: state == .succeeded ? time : nil
        )
        if state == .queued { join(submission.client) }
    }

    mutating func cancel(_ id: JobID, _ now: StoreTime) {
        guard let job = jobs[id], !job.state.isFinal else { return }
        jobs[id]?.state = .cancelled
        jobs[id]?.finished = now.wallMilliseconds
        if jobs(of: job.recognition).allSatisfy(\.state.isFinal) { end(job.recognition, as: .cancelled, nil, now) }
    }

    private func jobOfKey(_ submission: Submission) -> Acceptance? {
        guard let key = submission.idempotencyKey,
            let job = jobs.values.first(where: { $0.client == submission.client && $0.key == key }),
            let recognition = recognitions[job.recognition]
        else { return nil }
        let isSame =
            recognition.upload == submission.upload.digest && recognition.options == submission.options
            && job.priority == submission.priority
        return isSame ? .earlier(job.id) : .refused(.keyReused)
    }

    private func freshest(_ fingerprint: Fingerprint, _ now: StoreTime) -> Set<Int64> {
        let oldest = now.wallMilliseconds - policy.cacheTimeToLive.milliseconds
        let fresh = recognitions.values.filter {
            $0.fingerprint == fingerprint && $0.state == .succeeded && $0.finished ?? 0 > oldest
        }
        let newest = fresh.compactMap(\.finished).max()
        return Set(fresh.filter { $0.finished == newest }.map(\.id))
    }
}
