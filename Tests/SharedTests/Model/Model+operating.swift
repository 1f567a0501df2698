// The model: what operators and the janitor do.

@testable import Shared

extension Model {
    enum Trial: Equatable {
        /// In one of these states: of a recognition that is under way or done, or anew.
        case queued(Set<Work>)
        case notNeeded(JobState)
        case imageGone
        case unknown
    }

    struct Work: Hashable {
        var recognition: Int64
        var state: JobState
        var isNew = false
    }

    func trial(of id: JobID) -> Trial {
        guard let job = jobs[id], let recognition = recognitions[job.recognition] else { return .unknown }
        guard job.state == .failed || job.state == .cancelled else { return .notNeeded(job.state) }
        var works: Set<Work> = []
        if !recognition.state.isFinal || recognition.state == .succeeded {
            works.insert(Work(recognition: recognition.id, state: recognition.state))
        }
        if let fingerprint = recognition.fingerprint {
            for other in recognitions.values where other.fingerprint == fingerprint && !other.state.isFinal {
                works.insert(Work(recognition: other.id, state: other.state))
            }
        }
        if !works.isEmpty { return .queued(works) }
        guard neededUploads.contains(recognition.upload) else { return .imageGone }
        return .queued([Work(recognition: recognition.id, state: .queued, isNew: true)])
    }

    mutating func retry(_ id: JobID, as work: Work, _ now: StoreTime) {
        guard let job = jobs[id] else { return }
        if work.isNew, var recognition = recognitions[work.recognition] {
            recognition.state = .queued
            recognition.front = false
            recognition.attempts = 0
            recognition.losses = 0
            recognition.progress = 0
            recognition.failure = nil
            recognition.finished = nil
            recognition.queued = now.uptime
            recognition.boot = now.boot
            recognitions[work.recognition] = recognition
        }
        jobs[id]?.state = work.state
        jobs[id]?.recognition = work.recognition
        jobs[id]?.started = work.state == .running ? now.wallMilliseconds : nil
        jobs[id]?.finished = work.state == .succeeded ? now.wallMilliseconds : nil
        jobs[id]?.isCached = work.state == .succeeded
        jobs[id]?.failure = nil
        join(job.client)
        deleteUnused()
    }

    func failed(_ code: FailureCode?) -> [JobID] {
        jobs.values.filter { $0.state == .failed && (code == nil || $0.failure == code) }.map(\.id)
            .sorted { $0.description < $1.description }
    }

    mutating func setPaused(_ isPaused: Bool, _ now: StoreTime) {
        defer { self.isPaused = isPaused }
        guard self.isPaused, !isPaused else { return }
        for recognition in recognitions.values where recognition.state == .queued {
            recognitions[recognition.id]?.queued = now.uptime
            recognitions[recognition.id]?.boot = now.boot
        }
    }

    mutating func maintain(_ now: StoreTime) {
        endOverdue(now, restartsWaits: true)
        let before = now.wallMilliseconds - policy.retention.milliseconds
        _ = deleteJobs { $0.finished ?? .max <= before }
    }
}
