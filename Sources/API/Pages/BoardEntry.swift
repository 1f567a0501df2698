// How a browser proves to be an operator's.

import HTTPTypes
import Hummingbird

/// `GET /board?token=…` once gives a browser a cookie, and leads on without the token in the address.
struct BoardEntry: RouterMiddleware {
    let gate: OperatorGate

    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path == "/board", let token = request.uri.queryParameters["token"], gate.isToken(token) else {
            return try await next(request, context)
        }
        let cookie = "\(OperatorGate.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
        let headers: HTTPFields = [.location: "/board", .setCookie: cookie, .cacheControl: "no-store"]
        return Response(status: .seeOther, headers: headers)
    }
}
