// Each operation as a call on the store, beside what the model makes of it.

@testable import Shared

extension ModelRun {
    private static let codes: [FailureCode] = [
        .recognitionFailed, .invalidImage, .recognitionTimeout, .imageTooLarge, .outOfMemory,
    ]

    mutating func accept(_ operation: Operation, _ store: any OperatorStore) async throws {
        switch operation {
        case .enqueue(let image, let mode, let client, let priority, let key, let fingerprinted):
            var submission = try await bench.submission("image \(image)", store)
            submission.options.pageSegmentation = mode
            submission.client = "client \(client)"
            submission.priority = priority
            submission.idempotencyKey = key == 0 ? nil : "key \(key)"
            submission.fingerprint =
                fingerprinted
                ? Fingerprint(image: submission.upload.digest, options: submission.options, identity: Bench.identity)
                : nil
            try await enqueue(submission, store)
        case .cancel(let index):
            guard let id = job(index) else { return }
            let before = model.jobs[id]
            let outcome = try await store.cancel(id)
            model.cancel(id, now)
            switch outcome {
            case .unknown: try Deviation.check("cancel", true, before == nil)
            case .alreadyFinal: try Deviation.check("cancel", true, before?.state.isFinal)
            case .cancelled(let job):
                try Deviation.check("cancel", false, before?.state.isFinal)
                try Deviation.check("cancel", job.state, .cancelled)
            }
        default: return
        }
    }

    private mutating func enqueue(_ submission: Submission, _ store: any OperatorStore) async throws {
        let expected = model.acceptance(of: submission, now)
        let job: Job
        do throws(StoreError) {
            job = try await store.enqueue(submission)
        } catch {
            return try Deviation.check("enqueue", .refused(error), expected)
        }
        guard case .job(let state, let recognitions) = expected else {
            return try Deviation.check("enqueue", .earlier(job.id), expected)
        }
        try Deviation.check("enqueue", job.id, submission.id)
        try Deviation.check("enqueue", job.state, state)
        // Of equally new results either will do.
        let answered = recognitions.first { state != .succeeded || model.recognitions[$0]?.text == job.result?.text }
        guard let answered else { throw Deviation("enqueue: another text, \(job.result?.text ?? "none")") }
        model.accept(submission, state, recognition: answered, now)
        jobs.append(job.id)
    }

    mutating func claim(_ operation: Operation, _ store: any OperatorStore) async throws {
        switch operation {
        case .claim(let worker, let limit, let lease):
            var taken = try await store.claim(for: workers[worker], limit: limit, lease: .seconds(lease))
            // The model does not measure.
            for index in taken.indices { taken[index].waited = nil }
            let expected = model.claim(for: workers[worker], limit: limit, lease: .seconds(lease), now)
            try Deviation.check("claim", taken, expected)
            for claim in taken { try Deviation.check("image", try await store.image(of: claim).isEmpty, false) }
            claims += taken
        case .renew(let worker, let indices, let lease, let percent):
            let holdings = Set(indices.compactMap { claim($0)?.holding })
            let held = try await store.renew(
                holdings,
                for: workers[worker],
                lease: .seconds(lease),
                progress: holdings.map { Progress($0, fraction: Double(percent) / 100) }
            )
            model.renew(holdings, for: workers[worker], lease: .seconds(lease), percent: percent, now)
            try Deviation.check("renew", Set(held), model.holdings(of: workers[worker]))
        default: return
        }
    }

    mutating func settle(_ operation: Operation, _ store: any OperatorStore) async throws {
        switch operation {
        case .finish(let index, let newer):
            guard let claim = claim(index) else { return }
            texts += 1
            var identity = Bench.identity
            if newer { identity.tesseract = "5.4.0" }
            let outcome = Bench.outcome("text \(texts)", identity: identity)
            try Deviation.check("finish", try await store.finish(claim, with: outcome), model.holds(claim))
            if model.holds(claim) { model.finish(claim, with: outcome, now) }
        case .fail(let index, let code):
            guard let claim = claim(index) else { return }
            let failure = JobFailure(Self.codes[code], "It failed.")
            try Deviation.check("fail", try await store.fail(claim, failure, retryIn: nil), model.holds(claim))
            if model.holds(claim) { model.end(claim.recognition, as: .failed, failure.code, now) }
        case .delay(let index, let seconds):
            guard let claim = claim(index) else { return }
            let failure = JobFailure(.recognitionFailed, "It may pass.")
            let held = try await store.fail(claim, failure, retryIn: .seconds(seconds))
            try Deviation.check("delay", held, model.holds(claim))
            if held { model.delay(claim, by: .seconds(seconds), failure.code, now) }
        case .giveBack(let indices):
            let claims = indices.compactMap { claim($0) }
            try await store.giveBack(claims)
            for claim in claims { model.giveBack(claim, now) }
        default: return
        }
    }

    mutating func operate(_ operation: Operation, _ store: any OperatorStore) async throws {
        switch operation {
        case .retry(let index):
            guard let id = job(index) else { return }
            try await retry(id, store)
        case .retryFailed(let code):
            let code = Self.codes.indices.contains(code) ? Self.codes[code] : nil
            let count = try await store.retryFailed(code)
            try Deviation.check("retryFailed", count, try await followRetries(code, store))
        case .delete(let index):
            guard let id = job(index) else { return }
            let state = model.jobs[id]?.state
            let expected: Deletion = state.map { $0.isFinal ? .deleted : .notFinal($0) } ?? .unknown
            try Deviation.check("delete", try await store.delete(id), expected)
            _ = model.deleteJobs { $0.id == id }
        case .purge(let bits, let age):
            let states = JobState.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
            let before = now.wallMilliseconds - Int64(age) * 1000
            let count = try await store.purge(Set(states), endedBefore: .seconds(age))
            let gone = model.deleteJobs { states.contains($0.state) && $0.finished ?? .max <= before }
            try Deviation.check("purge", count, gone)
        case .pause(let isPaused):
            try await store.setPaused(isPaused)
            model.setPaused(isPaused, now)
        default: return
        }
    }

    private mutating func retry(_ id: JobID, _ store: any OperatorStore) async throws {
        let expected = model.trial(of: id)
        switch (try await store.retry(id), expected) {
        case (.queued(let job), .queued(let works)):
            guard let work = works.first(where: { $0.state == job.state }) else {
                throw Deviation("retry: the store says \(job.state), the model one of \(works)")
            }
            model.retry(id, as: work, now)
        case (.notNeeded(let state), _): try Deviation.check("retry", .notNeeded(state), expected)
        case (.imageGone, _): try Deviation.check("retry", .imageGone, expected)
        case (.unknown, _): try Deviation.check("retry", .unknown, expected)
        case (.queued(let job), _): throw Deviation("retry: the store says \(job.state), the model \(expected)")
        }
    }

    /// How many the model queues again.
    private mutating func followRetries(_ code: FailureCode?, _ store: any OperatorStore) async throws -> Int {
        var count = 0
        for id in model.failed(code) {
            guard case .queued(let works) = model.trial(of: id) else { continue }
            count += 1
            let state = try await store.job(id)?.state
            guard let work = works.first(where: { works.count == 1 || $0.state == state }) else {
                throw Deviation("retryFailed: \(id) is \(String(describing: state)), not one of \(works)")
            }
            model.retry(id, as: work, now)
        }
        return count
    }
}
