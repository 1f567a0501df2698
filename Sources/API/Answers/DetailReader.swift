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
            let pages = try await store.pages(of: job.id)
            job.result?.words = try await offThePool { () throws(StoreError) in try pages?.decoded().words }
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        return job
    }

    func complete(_ batch: Batch, _ detail: Detail) async throws(APIError) -> Batch {
        guard detail == .words else { return batch }
        var batch = batch
        for index in batch.items.indices {
            guard let job = batch.items[index].job else { continue }
            batch.items[index].content = .job(try await complete(job, detail))
        }
        return batch
    }

    func complete(_ jobs: [Job], _ detail: Detail) async throws(APIError) -> [Job] {
        var completed: [Job] = []
        for job in jobs { completed.append(try await complete(job, detail)) }
        return completed
    }
}
