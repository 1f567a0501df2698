// The result of a finished job, in any format, without another recognition.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// `GET /jobs/<id>/result`, by `?format=` or by `Accept`.
struct ResultController: Sendable {
    let store: any JobStore
    let finder: JobFinder
    let board: StatusBoard
    let pdfs: PDFMaker
    /// A document of a thousand pages takes a lot of memory while it is rendered.
    private let places = Places(count: 4, queue: 256)

    init(store: any JobStore, finder: JobFinder, board: StatusBoard, pdfs: PDFMaker) {
        (self.store, self.finder, self.board, self.pdfs) = (store, finder, board, pdfs)
    }

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("jobs/:id/result", use: show)
    }

    @Sendable func show(_ request: Request, _ context: LectorContext) async throws -> Response {
        let format = try OutputFormat(request)
        let job = try await finder.job(context)
        let result = try result(of: job)
        let tag = EntityTag(of: "\(job.id)|\(job.finishedAt?.description ?? "")|\(format)|\(Lector.version)".utf8)
        let headers: HTTPFields = [
            .contentDisposition: DownloadName(upload: job.filename, format: format).attachment,
            .xContentTypeOptions: "nosniff",
            // What `Accept` decides on.
            .vary: "Accept",
        ]
        guard !tag.isKnown(to: request.headers) else {
            return .tagged(request, ByteBuffer(), tag: tag, type: format.contentType, headers: headers)
        }
        guard format == .pdf else {
            let bytes = try await render(format, job, result)
            return .tagged(request, ByteBuffer(bytes: bytes), tag: tag, type: format.contentType, headers: headers)
        }
        let pdf = try await context.channel.whileClientStays { () async throws(APIError) in try await pdfs.make(of: job)
        }
        return try await .file(pdf, tag: tag, type: format.contentType, headers: headers)
    }

    private func result(of job: Job) throws(APIError) -> RecognitionResult {
        if let result = job.result { return result }
        switch job.state {
        case .queued, .delayed, .running: throw .resultNotThere(job.state, retryAfter: board.retryAfter(job))
        case .cancelled: throw .jobCancelled
        case .succeeded, .failed:
            let reason = job.failure.map { " (\($0.code.rawValue): \($0.message))" } ?? ""
            throw .noResult("The job failed\(reason).")
        }
    }

    private func render(
        _ format: OutputFormat,
        _ job: Job,
        _ result: RecognitionResult
    ) async throws(APIError) -> [UInt8] {
        guard await places.take() else { throw .queueFull(retryAfter: .seconds(1)) }
        defer { places.give() }
        do throws(StoreError) {
            guard let pages = try await store.pages(of: job.id) else { throw StoreError.unavailable("no pages") }
            return try await offThePool { () throws(StoreError) in
                let decoded = try pages.decoded()
                let document = OutputDocument(
                    pages: decoded,
                    text: result.text,
                    language: job.options.language,
                    filename: job.filename,
                    resolution: job.options.resolution
                )
                return format.render(document) ?? Self.json(job, decoded)
            }
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    /// The result as every answer has it, with its words.
    private static func json(_ job: Job, _ pages: [ResultPage]) -> [UInt8] {
        var job = job
        job.result?.words = pages.words
        var json = JSONWriter()
        json.object { job.writeResult(to: &$0) }
        return json.bytes
    }
}

extension OutputFormat {
    /// By the query, or else by `Accept`.
    fileprivate init(_ request: Request) throws(APIError) {
        var asked: OutputFormat?
        for (name, value) in request.queryTexts {
            guard name == "format" else {
                throw .invalidOption("There is no option '\(name.prefix(64))'. There is: format.")
            }
            guard let format = OutputFormat(rawValue: value) else { throw Self.unknown }
            asked = format
        }
        guard let format = asked ?? OutputFormat(Accept(request.headers)) else { throw Self.unknown }
        self = format
    }

    private static var unknown: APIError { .notAcceptable(allCases.map(\.rawValue)) }
}

extension Response {
    private static let chunk = 64 * 1024

    /// The whole of a file, read as fast as the client takes it.
    fileprivate static func file(
        _ file: StoredFile,
        tag: EntityTag,
        type: String,
        headers: HTTPFields
    ) async throws(APIError) -> Response {
        var headers = headers
        headers[.contentType] = type
        headers[.eTag] = tag.text
        headers[.cacheControl] = "no-cache"
        guard let size = try? await file.size() else { throw .storeUnavailable }
        let body = ResponseBody(contentLength: size) { writer in
            var offset = 0
            while offset < size {
                let bytes = try await file.read(at: offset, count: min(chunk, size - offset))
                guard !bytes.isEmpty else { break }
                try await writer.write(ByteBuffer(bytes: bytes))
                offset += bytes.count
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
