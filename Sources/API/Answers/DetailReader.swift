// What answers say beyond the text, fetched only for those who ask for it.

import Shared

/// Completes jobs to the detail that was asked for.
struct DetailReader: Sendable {
    let store: any JobStore
    let board: StatusBoard

    /// The job with the words of its result, where it has one and they are wanted.
    func complete(_ job: Job, _ detail: Detail) async throws(APIError) -> Job {
        guard detail == .words, job.result != nil else { return job }
        var job = job
        do throws(StoreError) {
            job.result?.words = try await store.words(of: job.id)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        return job
    }

    func complete(_ jobs: [Job], _ detail: Detail) async throws(APIError) -> [Job] {
        var completed: [Job] = []
        for job in jobs { completed.append(try await complete(job, detail)) }
        return completed
    }
}
