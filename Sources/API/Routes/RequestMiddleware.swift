// The outermost layer: a name for every request, a line in the log, a place in the figures.

import HTTPTypes
import Hummingbird
import Logging
import Shared

/// Gives a request its id, tells it to the client, and logs one line once it is answered.
///
/// What was sent or read is never logged.
struct RequestMiddleware: RouterMiddleware {
    let metrics: FrontMetrics

    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        let id = request.headers[.requestID].flatMap { Self.isSane($0) ? $0 : nil } ?? Self.newID()
        var context = context
        context.requestID = id
        context.traceParent = request.headers[.traceParent].flatMap { TraceParent($0) }
        metrics.open.increment()
        defer { metrics.open.decrement() }
        var response = try await next(request, context)
        response.headers[.requestID] = id
        metrics.answered(request.method, context.route, response.status, in: context.elapsed)
        log(request, response, context)
        return response
    }

    private func log(_ request: Request, _ response: Response, _ context: LectorContext) {
        var logger = context.logger
        guard logger.logLevel <= .info else { return }
        // Hummingbird's own: one id is enough.
        logger[metadataKey: "hb.request.id"] = nil
        var metadata: Logger.Metadata = [
            "request.id": "\(context.requestID)",
            "http.method": "\(request.method)",
            "http.route": "\(context.route ?? "-")",
            "http.status": "\(response.status.code)",
            "http.duration_ms": "\(context.elapsed.milliseconds)",
        ]
        if let trace = context.traceParent { metadata["trace.id"] = "\(trace.traceID)" }
        for (name, ids) in Dictionary(grouping: context.notes.all, by: \.name) {
            metadata[name] = "\(ids.map(\.id.description).joined(separator: " "))"
        }
        logger.info("request", metadata: metadata)
    }

    /// Short, and of nothing that could break a line of a log.
    static func isSane(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    private static func newID() -> String {
        Hex.encode(withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { [UInt8]($0) })
    }
}
