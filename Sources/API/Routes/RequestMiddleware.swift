// The outermost layer: a name for every request and a line in the log.

import HTTPTypes
import Hummingbird
import Logging
import Shared

/// Gives a request its id, tells it to the client, and logs one line once it is answered.
///
/// What was sent or read is never logged.
struct RequestMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        let id = request.headers[.requestID].flatMap { Self.isSane($0) ? $0 : nil } ?? Self.newID()
        var context = context
        context.requestID = id
        var response = try await next(request, context)
        response.headers[.requestID] = id
        log(request, response, context)
        return response
    }

    private func log(_ request: Request, _ response: Response, _ context: LectorContext) {
        var logger = context.logger
        guard logger.logLevel <= .info else { return }
        // Hummingbird's own: one id is enough.
        logger[metadataKey: "hb.request.id"] = nil
        logger.info(
            "request",
            metadata: [
                "request.id": "\(context.requestID)",
                "http.method": "\(request.method)",
                "http.route": "\(context.endpointPath ?? "-")",
                "http.status": "\(response.status.code)",
                "http.duration_ms": "\(context.elapsed.milliseconds)",
            ]
        )
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
