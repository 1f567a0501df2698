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
        guard request.uri.path == "/board", let token = request.uri.queryParameters["token"], gate.isToken(token),
            let cookie = gate.cookie
        else { return try await next(request, context) }
        // Not `Strict`: who comes by a link on another page would not have it with the very next request.
        let lasting = "\(cookie); Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000"
        let headers: HTTPFields = [.location: "/board", .setCookie: lasting, .cacheControl: "no-store"]
        return Response(status: .seeOther, headers: headers)
    }
}
