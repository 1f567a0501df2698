// From the id in a path to what it names.

import FoundationEssentials
import Hummingbird
import Shared

/// Finds jobs and batches, and tells what is unknown from what has expired.
struct JobFinder: Sendable {
    let store: any JobStore
    let board: StatusBoard
    /// How long jobs are kept after their end.
    let retention: Duration

    func job(_ context: LectorContext) async throws(APIError) -> Job {
        let id = try id(context, .job)
        // Whoever asks may wait for long: what that takes is not to stay on its stack.
        guard let job = try await apart({ () async throws(APIError) in try await job(id) }) else {
            throw missing(id, .job)
        }
        return job
    }

    func batch(_ context: LectorContext, results: Bool) async throws(APIError) -> Batch {
        let id = try id(context, .batch)
        guard let batch = try await apart({ () async throws(APIError) in try await batch(id, results: results) }) else {
            throw missing(id, .batch)
        }
        return batch
    }

    func job(_ id: JobID) async throws(APIError) -> Job? {
        do throws(StoreError) {
            return try await store.job(id)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    func batch(_ id: JobID, results: Bool) async throws(APIError) -> Batch? {
        do throws(StoreError) {
            return try await store.batch(id, results: results)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    func id(_ context: LectorContext, _ kind: APIError.Kept) throws(APIError) -> JobID {
        guard let id = context.parameters.get("id").flatMap({ JobID($0) }) else { throw .unknownID(kind) }
        switch kind {
        case .job: context.notes.note(job: id)
        case .batch: context.notes.note(batch: id)
        }
        return id
    }

    /// An id tells its age: what is older than jobs are kept may have been a job.
    func missing(_ id: JobID, _ kind: APIError.Kept) -> APIError {
        let age = Date().timeIntervalSince(id.createdAt)
        return age > Double(retention.components.seconds) ? .expired(kind) : .unknownID(kind)
    }
}
