// Everything that can be seen of a store, against the model.

@testable import Shared

extension ModelRun {
    /// Thoroughly: also each job by itself, with text and place, and the store's own check.
    func compare(through index: Int, thoroughly: Bool) async throws {
        let store = stores[index]
        let listings = try await store.jobs(JobSelection(limit: 10_000))
        try Deviation.check("jobs", Set(listings.map(\.id)), Set(model.jobs.keys))
        for listing in listings { try compare(listing) }
        try await compareNumbers(store)
        try Deviation.check("uploads", try uploads(), model.neededUploads)
        try Deviation.check("incoming", try File.names(in: bench.folder + "/uploads/incoming"), [])
        guard thoroughly else { return }
        try await compareEachJob(store)
        let errors = try await store.check().filter { $0.severity == .error && $0.check != "disk" }
        try Deviation.check("check", errors, [])
    }

    private func compare(_ listing: JobListing) throws {
        guard let job = model.jobs[listing.id], let recognition = model.recognitions[job.recognition] else {
            throw Deviation("jobs: the model does not know \(listing)")
        }
        let expected = JobListing(
            id: job.id,
            state: job.state,
            client: job.client,
            priority: job.priority,
            filename: "page.png",
            attempts: recognition.attempts,
            progress: job.state == .succeeded ? 1 : recognition.progress,
            createdAt: JobRow.date(job.created),
            startedAt: job.started.map(JobRow.date),
            finishedAt: job.finished.map(JobRow.date),
            failure: job.failure.map { JobFailure($0, listing.failure?.message ?? "") },
            isCached: job.isCached,
            worker: recognition.worker?.description
        )
        try Deviation.check("job", listing, expected)
    }

    private func compareNumbers(_ store: any OperatorStore) async throws {
        let summary = try await store.summary()
        let counts = Dictionary(grouping: model.jobs.values, by: \.state).mapValues(\.count)
        try Deviation.check("counts", summary.jobs.filter { $0.value > 0 }, counts)
        try Deviation.check("pause", summary.isPaused, model.isPaused)
        let waiting = Set(model.jobs.values.filter { $0.state == .queued }.map(\.client))
        try Deviation.check("clients waiting", summary.clientsWaiting, waiting.count)
        try Deviation.check("hasClaimable", try await store.hasClaimable(), model.hasClaimable(now))
        for worker in workers {
            try Deviation.check("holdings", Set(try await store.holdings(of: worker)), model.holdings(of: worker))
        }
    }

    private func compareEachJob(_ store: any OperatorStore) async throws {
        let order = model.order
        for job in model.jobs.values {
            guard let found = try await store.job(job.id) else { throw Deviation("job: \(job.id) is not there") }
            let text = job.state == .succeeded ? model.recognitions[job.recognition]?.text : nil
            try Deviation.check("text", found.result?.text, text)
            try Deviation.check("queued", found.queuePosition != nil, job.state == .queued)
            if let position = found.queuePosition, let real = order.firstIndex(of: job.recognition), position < real {
                throw Deviation("place: the store says at most \(position) before \(job.id), the model \(real)")
            }
        }
    }

    private func uploads() throws -> Set<String> {
        Set(try File.names(in: bench.folder + "/uploads")).subtracting(["incoming"])
    }
}
