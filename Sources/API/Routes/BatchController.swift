// Batches: asked for, cancelled. They are made by `POST /jobs`.

import HTTPTypes
import Hummingbird
import Shared

/// `GET /batches/<id>`, `DELETE /batches/<id>`.
struct BatchController: Sendable {
    let store: any JobStore
    let finder: JobFinder
    let waiters: JobWaiters
    let details: DetailReader
    let board: StatusBoard

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("batches/:id", use: show)
        router.delete("batches/:id", use: cancel)
    }

    /// The batch, with `?wait=N` once all of it is final or after N seconds.
    @Sendable func show(_ request: Request, _ context: LectorContext) async throws -> Response {
        let asked = try Asking(request)
        if asked.wait > .zero, case let open = try await openJobs(context), !open.isEmpty {
            _ = await waiters.wait(for: open, atMost: asked.wait, client: context.channel)
        }
        return try await answer(asked, request, context)
    }

    private func openJobs(_ context: LectorContext) async throws(APIError) -> [JobID] {
        try await finder.batch(context, results: false).jobs.filter { !$0.state.isFinal }.map(\.id)
    }

    private func answer(_ asked: Asking, _ request: Request, _ context: LectorContext) async throws -> Response {
        let batch = try await details.complete(finder.batch(context, results: true), asked.detail)
        var headers = asked.headers
        if !batch.isFinal { headers[.retryAfter] = String(board.retryAfter(batch).wholeSeconds) }
        return .tagged(request, headers: headers) { batch.write(to: &$0) }
    }

    /// Cancels what is not final.
    @Sendable func cancel(_ request: Request, _ context: LectorContext) async throws -> Response {
        let batch = try await finder.batch(context, results: false)
        guard !batch.isFinal else { throw APIError.batchAlreadyFinal }
        // All at once, so that their commits are shared.
        let outcomes = await batch.jobs.filter { !$0.state.isFinal }.concurrentMap { [store] job in
            await Result { () async throws(StoreError) in try await store.cancel(job.id) }
        }
        do throws(StoreError) {
            for outcome in outcomes { _ = try outcome.get() }
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        let cancelled = try await finder.batch(context, results: true)
        return Response { cancelled.write(to: &$0) }
    }
}
