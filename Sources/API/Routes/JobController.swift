// Jobs: made, asked for, cancelled.

import HTTPTypes
import Hummingbird
import Shared

/// `POST /jobs`, `GET /jobs/<id>`, `DELETE /jobs/<id>`.
struct JobController: Sendable {
    let store: any JobStore
    let forms: FormReader
    let intake: Intake
    let batches: BatchMaker
    let clients: ClientAddress
    let finder: JobFinder
    let waiters: JobWaiters
    let details: DetailReader
    let board: StatusBoard

    func addCreation(to router: some RouterMethods<LectorContext>) {
        router.post("jobs", use: create)
    }

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("jobs/:id", use: show)
        router.delete("jobs/:id", use: cancel)
    }

    /// A job for a field `image`, a batch for fields `images`.
    @Sendable func create(_ request: Request, _ context: LectorContext) async throws -> Response {
        let form = try await forms.read(request, .either, context)
        let client = clients.client(of: request, context)
        let detail = form.asked.detail
        let isPreferred = Preference(request.headers, atMost: .zero).isAsynchronous
        if form.isBatch {
            let batch = try await details.complete(batches.make(form, client), detail)
            context.notes.note(batch: batch.id)
            return .accepted(batch, detail, retryAfter: board.retryAfter(batch)).asPreferred(isPreferred)
        }
        let job = try await details.complete(intake.job(form.order(from: client)), detail)
        context.notes.note(job: job.id)
        return .accepted(job, detail, retryAfter: board.retryAfter(job)).asPreferred(isPreferred)
    }

    /// The job, with `?wait=N` once it is final or after N seconds.
    @Sendable func show(_ request: Request, _ context: LectorContext) async throws -> Response {
        let asked = try Asking(request)
        if asked.wait > .zero, let id = try await openJob(context) {
            _ = await waiters.wait(for: [id], atMost: asked.wait, client: context.channel)
        }
        return try await answer(asked, request, context)
    }

    /// Nil where it is final.
    private func openJob(_ context: LectorContext) async throws(APIError) -> JobID? {
        let job = try await finder.job(context)
        return job.state.isFinal ? nil : job.id
    }

    private func answer(_ asked: Asking, _ request: Request, _ context: LectorContext) async throws -> Response {
        let job = try await details.complete(finder.job(context), asked.detail)
        var headers = asked.headers
        if !job.state.isFinal { headers[.retryAfter] = String(board.retryAfter(job).wholeSeconds) }
        return .tagged(request, headers: headers) { job.write(to: &$0) }
    }

    @Sendable func cancel(_ request: Request, _ context: LectorContext) async throws -> Response {
        let id = try finder.id(context, .job)
        let cancellation: Cancellation
        do throws(StoreError) {
            cancellation = try await store.cancel(id)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        switch cancellation {
        case .cancelled(let job): return Response { job.write(to: &$0) }
        case .alreadyFinal(let job): throw APIError.jobAlreadyFinal(job.state)
        case .unknown: throw finder.missing(id, .job)
        }
    }
}
