// Keeps what clients of the tests were answered, for the check against docs/openapi.yaml (Tests/Contract).

import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import TestSupport

@testable import API

/// The outermost middleware: sees answers as clients do.
struct Recorder: RouterMiddleware {
    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // What is meant for a client that has gone nobody hears.
        guard Exchanges.isRecording, response.status.code != 499 else { return response }
        let headers = response.headers.map { ($0.name.canonicalName, $0.value) }
        var body: ByteBuffer?
        // A stream has no end to wait for.
        if response.headers[.contentType] != "text/event-stream" {
            let collected = Collected()
            try await response.body.write(Collector(collected: collected))
            let bytes = collected.bytes.withLock { $0 }
            response.body = ResponseBody(byteBuffer: bytes)
            body = bytes
        }
        Exchanges.record(
            method: request.method.rawValue,
            path: request.uri.string,
            status: response.status.code,
            headers: headers,
            body: body.map { Array($0.readableBytesView) }
        )
        return response
    }

    private final class Collected: Sendable {
        let bytes = Mutex(ByteBuffer())
    }

    private struct Collector: ResponseBodyWriter {
        let collected: Collected

        mutating func write(_ buffer: ByteBuffer) async throws {
            collected.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
