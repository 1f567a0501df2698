// Waiting on behalf of a synchronous request.

import Hummingbird
import Shared

/// Waits for jobs whose ids the client does not know yet.
struct JobAwaiter: Sendable {
    let store: any JobStore
    let waiters: JobWaiters
    /// The longest that a synchronous request waits.
    let limit: Duration

    /// The jobs as they stand once all are final or the time is up.
    ///
    /// Where the client goes away meanwhile, they are cancelled, unless it can come back for them (`isKeyed`).
    func settle(
        _ jobs: [Job],
        _ preference: Preference,
        isKeyed: Bool,
        _ context: LectorContext
    ) async throws(APIError) -> [Job] {
        let pending = jobs.filter { !$0.state.isFinal }.map(\.id)
        let time = preference.wait(atMost: limit)
        guard !pending.isEmpty, time > .zero else { return jobs }
        guard await waiters.wait(for: pending, atMost: time, client: context.channel) != .clientGone else {
            if !isKeyed { cancel(pending) }
            throw .clientGone
        }
        var settled: [Job] = []
        // What cannot be read now can be asked for later: the client gets the job.
        for job in jobs { settled.append(job.state.isFinal ? job : (try? await store.job(job.id)) ?? job) }
        return settled
    }

    /// In a task of its own: the request's may be cancelled together with its connection.
    private func cancel(_ ids: [JobID]) {
        Task { [store] in
            for id in ids { _ = try? await store.cancel(id) }
        }
    }
}
