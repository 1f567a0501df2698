// Text for images, in one call.

import Hummingbird
import Shared

/// `POST /extract-text` and `POST /batch-extract`: synchronous as long as it does not take too long.
struct ExtractController: Sendable {
    let forms: FormReader
    let intake: Intake
    let clients: ClientAddress
    let jobs: JobAwaiter
    let details: DetailReader
    let board: StatusBoard

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.post("extract-text", use: extract)
        router.post("batch-extract", use: extractBatch)
    }

    /// One image: its result, its problem, or, after the wait limit, its job.
    @Sendable func extract(_ request: Request, _ context: LectorContext) async throws -> Response {
        let order = try await forms.read(request, .image, context).order(from: clients.client(of: request, context))
        let preference = Preference(request.headers, atMost: jobs.limit)
        switch try await intake.answer(order) {
        case .known(let fragment):
            return .result(fragment, cached: true, time: context.elapsed, job: nil).honouring(preference)
        case .job(let job):
            context.notes.note(job: job.id)
            return try await answer(job, order, preference, context)
        }
    }

    /// Several images: the same for each, in the order they were sent.
    @Sendable func extractBatch(_ request: Request, _ context: LectorContext) async throws -> Response {
        let form = try await forms.read(request, .images, context)
        let client = clients.client(of: request, context)
        // All at once, so that their commits are shared.
        let items = await form.orders(from: client).concurrentMap(takeIn)
        for job in items.compactMap(\.job) { context.notes.note(job: job.id) }
        let preference = Preference(request.headers, atMost: jobs.limit)
        let settled = try await details.complete(
            jobs.settle(items.compactMap(\.job), preference, isKeyed: form.key != nil, context),
            form.asked.detail
        )
        return answer(items, form.files.map(\.filename), settled, context.elapsed).honouring(preference)
    }

    private func answer(
        _ job: Job,
        _ order: Intake.Order,
        _ preference: Preference,
        _ context: LectorContext
    ) async throws -> Response {
        let detail = order.asked.detail
        let settled = try await jobs.settle([job], preference, isKeyed: order.key != nil, context).first ?? job
        let job = try await details.complete(settled, detail)
        guard let outcome = job.outcome else {
            return .accepted(job, detail, retryAfter: board.retryAfter(job)).honouring(preference)
        }
        let fragment = try outcome.get()
        return .result(fragment, cached: job.cached, time: context.elapsed, job: job.id).honouring(preference)
    }

    @Sendable private func takeIn(_ order: Intake.Order) async -> BatchItem {
        do throws(APIError) {
            return switch try await intake.answer(order) {
            case .known(let fragment): .known(fragment)
            case .job(let job): .job(job)
            }
        } catch {
            return .refused(error)
        }
    }

    private func answer(_ items: [BatchItem], _ names: [String?], _ settled: [Job], _ time: Duration) -> Response {
        let jobs = Dictionary(settled.map { ($0.id, $0) }) { first, _ in first }
        let items = items.map { item in item.job.flatMap { jobs[$0.id] }.map(BatchItem.job) ?? item }
        let open = settled.filter { !$0.state.isFinal }
        var response = Response(open.isEmpty ? .ok : .accepted) { body in
            body.name("results")
            body.array { results in
                for (item, name) in zip(items, names) {
                    results.object { item.write(to: &$0, filename: name, time: time) }
                }
            }
        }
        if let last = open.map(board.retryAfter).max() { response.headers[.retryAfter] = String(last.wholeSeconds) }
        return response
    }
}
