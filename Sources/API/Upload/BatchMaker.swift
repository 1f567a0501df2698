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
    /// The request is refused where nothing could be taken for a reason that is not the files', or where its key stands
    /// for another.
    func make(_ form: Form, _ client: String) async throws(APIError) -> Batch {
        let outcomes = await form.orders(from: client).concurrentMap { order in
            await Result { () async throws(APIError) in try await intake.job(order) }
        }
        if let refusal = Self.commonRefusal(outcomes) { throw refusal }
        let items = zip(form.files, outcomes).map { file, outcome in
            Batch.Item(filename: file.filename, content: Batch.Content(outcome))
        }
        let batch = Batch(id: JobID(now: Date()), createdAt: Date(), items: items)
        do throws(StoreError) {
            let id = try await store.createBatch(batch, client: client, key: form.key?.text)
            return id == batch.id ? batch : try await store.batch(id) ?? batch
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    private static func commonRefusal(_ outcomes: [Result<Job, APIError>]) -> APIError? {
        let refusals = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        if refusals.contains(.keyReused) { return .keyReused }
        return refusals.count == outcomes.count && refusals.allSatisfy(\.isOurs) ? refusals.first : nil
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
    fileprivate var isOurs: Bool {
        switch self {
        case .queueFull, .storeUnavailable, .noWorker, .shuttingDown: true
        default: false
        }
    }
}
