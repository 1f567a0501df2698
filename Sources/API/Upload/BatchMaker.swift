// From several uploads to a batch.

import FoundationEssentials
import Shared

/// Makes a job of each file of a form, and a batch of them all.
struct BatchMaker: Sendable {
    let store: any JobStore
    let intake: Intake
    let board: StatusBoard

    /// A batch of as many items as there are files; a bad file is an item's error.
    ///
    /// Where the reason is not the file's, the request is refused as a whole: sent again under its key, it goes on where
    /// it stopped.
    func make(_ form: Form, _ client: String) async throws(APIError) -> Batch {
        let outcomes = await form.orders(from: client).concurrentMap { order in
            await Result { () async throws(APIError) in try await intake.job(order) }
        }
        if let refusal = outcomes.compactMap(\.failure).first(where: \.isOfTheRequest) {
            if form.key == nil { await cancel(outcomes.compactMap { try? $0.get() }) }
            throw refusal
        }
        let items = zip(form.files, outcomes).map { file, outcome in
            Batch.Item(filename: file.filename, content: Batch.Content(outcome))
        }
        do throws(StoreError) {
            return try await store.createBatch(JobID(now: Date()), of: items, client: client, key: form.key?.text)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    /// Nobody will ever ask for them.
    private func cancel(_ jobs: [Job]) async {
        for job in jobs where !job.state.isFinal { _ = try? await store.cancel(job.id) }
    }
}

extension Batch.Content {
    fileprivate init(_ outcome: Result<Job, APIError>) {
        switch outcome {
        case .success(let job): self = .job(job)
        case .failure(let error):
            var json = JSONWriter()
            json.object { Problem(error).write(to: &$0) }
            self = .refused(json.bytes)
        }
    }
}

extension APIError {
    /// Whether it says nothing about the file.
    fileprivate var isOfTheRequest: Bool {
        switch self {
        case .queueFull, .storeUnavailable, .noWorker, .shuttingDown, .keyReused: true
        default: false
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
