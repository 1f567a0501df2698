// From a request's body to its files and options.

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// Reads bodies: a form, or one image as it is.
struct FormReader: Sendable {
    let store: any JobStore
    let board: StatusBoard
    let limits: Settings.Limits
    let options: OptionReader

    /// What a form takes besides the one file in it, at most, in bytes.
    private static let formOverhead = 64 * 1024

    /// The kind of a body, and how many bytes it may have.
    private enum Body {
        case form(boundary: String)
        case image
    }

    func read(_ request: Request, _ field: FileField, _ context: LectorContext) async throws -> Form {
        let body = try body(of: request, field)
        let limit = byteLimit(body, field)
        let tooLarge = tooLarge(field, limit)
        if let length = request.contentLength, length > limit { throw tooLarge }
        let key = try IdempotencyKey(request.headers)
        let texts = request.queryTexts
        // Reading the body is not worth while for options that are refused anyway.
        if !texts.isEmpty { _ = try options.options(from: texts, identity: board.status?.identity) }
        if request.headers[.expect] != nil { context.channel.askForBody() }
        var collector = FormCollector(field: field, limits: limits, store: store)
        do {
            var chunks = CountedBody(request, limit: limit, tooLarge: tooLarge)
            switch body {
            case .form(let boundary): try await readForm(&chunks, boundary, into: &collector)
            case .image: try await readImage(&chunks, into: &collector)
            }
            try collector.finish()
            let asked = try options.options(from: texts + collector.texts, identity: board.status?.identity)
            return Form(
                files: collector.files,
                isBatch: collector.field == .images,
                asked: asked,
                key: key,
                origin: context.origin
            )
        } catch {
            await collector.discard()
            throw error
        }
    }

    private func body(of request: Request, _ field: FileField) throws(APIError) -> Body {
        let type = HeaderValue((request.headers[.contentType] ?? "").utf8)
        if type.first == "multipart/form-data" {
            guard let boundary = type.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
                throw .invalidRequest("The Content-Type has no usable boundary.")
            }
            return .form(boundary: boundary)
        }
        let isImage = type.first.hasPrefix("image/") || type.first == "application/octet-stream"
        guard isImage, field != .images else { throw .unsupportedMediaType }
        return .image
    }

    private func byteLimit(_ body: Body, _ field: FileField) -> Int {
        switch (body, field) {
        case (.image, _): limits.upload
        case (.form, .image): min(limits.request, limits.upload + Self.formOverhead)
        case (.form, .images), (.form, .either): limits.request
        }
    }

    private func tooLarge(_ field: FileField, _ limit: Int) -> APIError {
        limit < limits.request ? .fileTooLarge(limit: limits.upload) : .requestTooLarge(limit: limit)
    }

    private func readForm(
        _ chunks: inout CountedBody,
        _ boundary: String,
        into collector: inout FormCollector
    ) async throws {
        // Some more than the files of a batch: options are parts too.
        var form = Multipart(boundary: boundary, limits: Multipart.Limits(parts: limits.batch + 16))
        do {
            while let chunk = try await chunks.next() {
                form.feed(chunk)
                while let event = try form.next() { try await collector.take(event) }
            }
            try form.finish()
        } catch let error as MultipartError {
            throw APIError(error)
        }
    }

    private func readImage(_ chunks: inout CountedBody, into collector: inout FormCollector) async throws {
        try collector.beginFile(named: nil)
        while let chunk = try await chunks.next() { try await collector.append(chunk) }
        try await collector.end()
    }
}
