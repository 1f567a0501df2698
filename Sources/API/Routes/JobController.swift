// Jobs: made, asked for, cancelled.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared

/// `POST /jobs`, `GET /jobs/<id>`, `DELETE /jobs/<id>`.
struct JobController: Sendable {
    let store: any JobStore
    let forms: FormReader
    let intake: Intake
    let clients: ClientAddress
    let waiters: JobWaiters
    let details: DetailReader
    let board: StatusBoard
    let retention: Duration

    /// The longest that a request for a job waits, in seconds.
    private static let longestPoll = 60

    func addCreation(to router: some RouterMethods<LectorContext>) {
        router.post("jobs", use: create)
    }

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("jobs/:id", use: show)
        router.delete("jobs/:id", use: cancel)
    }

    @Sendable func create(_ request: Request, _ context: LectorContext) async throws -> Response {
        let order = try await forms.read(request, .image, context).order(from: clients.client(of: request, context))
        let job = try await details.complete(intake.job(order), order.asked.detail)
        return .accepted(job, order.asked.detail, retryAfter: board.retryAfter(job))
    }

    /// The job, with `?wait=N` once it is final or after N seconds.
    @Sendable func show(_ request: Request, _ context: LectorContext) async throws -> Response {
        let (wait, detail) = try asked(request)
        var job = try await find(context)
        if wait > .zero, !job.state.isFinal {
            _ = await waiters.wait(for: [job.id], atMost: wait, client: context.channel)
            job = try await find(context)
        }
        var headers = HTTPFields()
        if !job.state.isFinal { headers[.retryAfter] = String(board.retryAfter(job).wholeSeconds) }
        let complete = try await details.complete(job, detail)
        return Response(headers: headers) { complete.write(to: &$0) }
    }

    @Sendable func cancel(_ request: Request, _ context: LectorContext) async throws -> Response {
        let id = try id(context)
        let cancellation: Cancellation
        do throws(StoreError) {
            cancellation = try await store.cancel(id)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        switch cancellation {
        case .cancelled(let job): return Response { job.write(to: &$0) }
        case .alreadyFinal(let job): throw APIError.jobAlreadyFinal(job.state)
        case .unknown: throw missing(id)
        }
    }

    private func find(_ context: LectorContext) async throws(APIError) -> Job {
        let id = try id(context)
        do throws(StoreError) {
            if let job = try await store.job(id) { return job }
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        throw missing(id)
    }

    private func id(_ context: LectorContext) throws(APIError) -> JobID {
        guard let id = context.parameters.get("id").flatMap({ JobID($0) }) else { throw .jobNotFound }
        return id
    }

    /// An id tells its age: what is older than jobs are kept may have been a job.
    private func missing(_ id: JobID) -> APIError {
        let age = Date().timeIntervalSince(id.createdAt)
        return age > Double(retention.components.seconds) ? .jobExpired : .jobNotFound
    }

    private func asked(_ request: Request) throws(APIError) -> (wait: Duration, detail: Detail) {
        var (wait, detail) = (Duration.zero, Detail.text)
        for (name, value) in request.queryTexts {
            switch name {
            case "wait": wait = try pollTime(value)
            case "detail": detail = try Detail(option: value)
            default: throw .invalidOption("There is no option '\(name.prefix(64))'. There are: wait, detail.")
            }
        }
        return (wait, detail)
    }

    private func pollTime(_ text: String) throws(APIError) -> Duration {
        guard let seconds = Int(text), seconds >= 0 else {
            throw .invalidOption("wait must be a number of seconds, such as 10.")
        }
        return .seconds(min(seconds, Self.longestPoll))
    }
}
