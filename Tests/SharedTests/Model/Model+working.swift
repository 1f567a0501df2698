// The model: claims, and what workers say of them.

@testable import Shared

extension Model {
    mutating func claim(for worker: WorkerID, limit: Int, lease: Duration, _ now: StoreTime) -> [Claim] {
        rescue(now)
        if endOverdue(now) { rescue(now) }
        guard !isPaused else { return [] }
        var claims: [Claim] = []
        while claims.count < limit, let next = takeTurn(), let claim = take(next, worker, lease, now) {
            claims.append(claim)
        }
        return claims
    }

    func hasClaimable(_ now: StoreTime) -> Bool {
        recognitions.values.contains { recognition in
            switch recognition.state {
            case .queued: !isPaused
            case .delayed: isDue(recognition, now)
            case .running: isLost(recognition, now)
            case .succeeded, .failed, .cancelled: false
            }
        }
    }

    func holds(_ claim: Claim) -> Bool {
        recognitions[claim.recognition].map { $0.state == .running && $0.epoch == claim.epoch } ?? false
    }

    func holdings(of worker: WorkerID) -> Set<Holding> {
        Set(
            recognitions.values.filter { $0.state == .running && $0.worker == worker }
                .map { Holding(recognition: $0.id, epoch: $0.epoch) }
        )
    }

    mutating func renew(_ holdings: Set<Holding>, for worker: WorkerID, lease: Duration, percent: Int, _ now: StoreTime)
    {
        for holding in holdings {
            guard let recognition = recognitions[holding.recognition], recognition.state == .running else { continue }
            guard recognition.epoch == holding.epoch else { continue }
            if recognition.worker == worker {
                recognitions[recognition.id]?.lease = now.uptime + lease.milliseconds
                recognitions[recognition.id]?.boot = now.boot
            }
            recognitions[recognition.id]?.progress = max(recognition.progress, Double(percent) / 100)
        }
    }

    mutating func finish(_ claim: Claim, with outcome: Outcome, _ now: StoreTime) {
        recognitions[claim.recognition]?.text = outcome.result.text
        recognitions[claim.recognition]?.progress = 1
        recognitions[claim.recognition]?.fingerprint = Fingerprint(
            image: claim.upload,
            options: claim.options,
            identity: outcome.identity
        )
        end(claim.recognition, as: .succeeded, nil, now)
    }

    mutating func delay(_ claim: Claim, by delay: Duration, _ code: FailureCode, _ now: StoreTime) {
        recognitions[claim.recognition]?.state = .delayed
        recognitions[claim.recognition]?.worker = nil
        recognitions[claim.recognition]?.failure = code
        recognitions[claim.recognition]?.due = now.uptime + delay.milliseconds
        recognitions[claim.recognition]?.boot = now.boot
        recognitions[claim.recognition]?.progress = 0
        moveLiveJobs(of: claim.recognition, to: .delayed)
    }

    mutating func giveBack(_ claim: Claim, _ now: StoreTime) {
        guard holds(claim) else { return }
        recognitions[claim.recognition]?.attempts -= 1
        putToFront(claim.recognition, now)
    }

    /// The recognitions that claims would take now, in order, were nothing to end or to come back.
    var order: [Int64] {
        var copy = self
        var order: [Int64] = []
        while let next = copy.takeTurn() {
            copy.recognitions[next]?.state = .running
            copy.moveLiveJobs(of: next, to: .running)
            order.append(next)
        }
        return order
    }

    /// Fails what lost its worker twice or waited too long; waits of another boot begin anew.
    ///
    /// True where there was something.
    @discardableResult
    mutating func endOverdue(_ now: StoreTime, restartsWaits: Bool = false) -> Bool {
        let lost = recognitions.values.filter { isLost($0, now) && $0.losses > 0 }
        let late = recognitions.values.filter {
            !isPaused && $0.state == .queued && $0.boot == now.boot
                && $0.queued < now.uptime - policy.queueTimeout.milliseconds
        }
        let isAny = !lost.isEmpty || !late.isEmpty
        guard isAny || restartsWaits else { return false }
        for recognition in lost { end(recognition.id, as: .failed, .workerLost, now) }
        for recognition in late { end(recognition.id, as: .failed, .queueTimeout, now) }
        for recognition in recognitions.values where recognition.state == .queued && recognition.boot != now.boot {
            recognitions[recognition.id]?.queued = now.uptime
            recognitions[recognition.id]?.boot = now.boot
        }
        return isAny
    }

    private mutating func rescue(_ now: StoreTime) {
        for recognition in recognitions.values {
            if isLost(recognition, now), recognition.losses == 0 {
                recognitions[recognition.id]?.losses = 1
                putToFront(recognition.id, now)
            } else if isDue(recognition, now) {
                putToFront(recognition.id, now)
            }
        }
    }

    private func isLost(_ recognition: Recognition, _ now: StoreTime) -> Bool {
        recognition.state == .running && (recognition.lease <= now.uptime || recognition.boot != now.boot)
    }

    private func isDue(_ recognition: Recognition, _ now: StoreTime) -> Bool {
        recognition.state == .delayed && (recognition.due <= now.uptime || recognition.boot != now.boot)
    }

    private mutating func takeTurn() -> Int64? {
        let queued = recognitions.values.filter { $0.state == .queued }
        if let first = queued.filter(\.front).map(\.id).min() { return first }
        while let client = turns.first {
            turns.removeFirst()
            let own = jobs.values.filter { $0.state == .queued && $0.client == client }
            guard let job = own.min(by: { ($1.priority, $0.recognition) < ($0.priority, $1.recognition) }) else {
                continue
            }
            turns.append(client)
            return job.recognition
        }
        return nil
    }

    private mutating func take(_ id: Int64, _ worker: WorkerID, _ lease: Duration, _ now: StoreTime) -> Claim? {
        guard var recognition = recognitions[id] else { return nil }
        recognition.state = .running
        recognition.front = false
        recognition.epoch += 1
        recognition.attempts += 1
        recognition.progress = 0
        recognition.worker = worker
        recognition.lease = now.uptime + lease.milliseconds
        recognition.boot = now.boot
        recognitions[id] = recognition
        for job in jobs(of: id) where job.state == .queued {
            jobs[job.id]?.state = .running
            jobs[job.id]?.started = job.started ?? now.wallMilliseconds
        }
        return Claim(
            recognition: id,
            epoch: recognition.epoch,
            attempt: recognition.attempts,
            upload: recognition.upload,
            options: recognition.options
        )
    }
}
