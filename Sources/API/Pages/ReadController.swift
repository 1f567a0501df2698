// Reading without scripts: a form, and a page that comes again until the text is there.

import HTTPTypes
import Hummingbird
import Shared

/// `POST /read`, `GET /read/<id>`.
struct ReadController: Sendable {
    let forms: FormReader
    let intake: Intake
    let clients: ClientAddress
    let finder: JobFinder
    let waiters: JobWaiters

    func addCreation(to router: some RouterMethods<LectorContext>) {
        router.post("read", use: create)
    }

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("read/:id", use: show)
    }

    /// Leads to the job's page, so that loading that again sends nothing again.
    @Sendable func create(_ request: Request, _ context: LectorContext) async throws -> Response {
        var order = try await forms.read(request, .image, context).order(from: clients.client(of: request, context))
        order.asked.pdf = true
        let job = try await intake.job(order)
        context.notes.note(job: job.id)
        return Response(status: .seeOther, headers: [.location: "/read/\(job.id)"])
    }

    @Sendable func show(_ request: Request, _ context: LectorContext) async throws -> Response {
        var job = try await finder.job(context)
        if !job.state.isFinal {
            _ = await waiters.wait(for: [job.id], atMost: .seconds(2), client: context.channel)
            job = try await finder.job(context)
        }
        return page(of: job).response()
    }

    private func page(of job: Job) -> PlainPage {
        let name = "<bdi>\((job.filename ?? "The image").escapedForHTML)</bdi>"
        if let result = job.result {
            let review = RecognitionResult.needsReview(result.confidence) ? " Look it over: words may be wrong." : ""
            return PlainPage(
                title: "Text of the image",
                content: """
                    <p>\(name), read with a confidence of \(Int((result.confidence * 100).rounded())) %.\(review)</p>
                    <pre class="card" tabindex="0">\(result.text.escapedForHTML)</pre>
                    <p>Download as \(Self.links(job.id)).</p>
                    """
            )
        }
        if job.state.isFinal {
            let reason = job.failure?.message ?? "The job was cancelled."
            return PlainPage(title: "Not read", content: "<p>\(name): \(reason.escapedForHTML)</p>")
        }
        let place = job.queuePosition.map { $0 > 0 ? " \($0) go first." : "" } ?? ""
        let content = "<p>\(name) is \(job.state.rawValue).\(place) This page comes again by itself.</p>"
        return PlainPage(title: "Being read", content: content, refresh: 1)
    }

    private static func links(_ id: JobID) -> String {
        OutputFormat.allCases.map { format in
            "<a href=\"/jobs/\(id)/result?format=\(format.rawValue)\">\(format.rawValue)</a>"
        }.joined(separator: ", ")
    }
}
