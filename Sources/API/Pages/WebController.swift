// The pages for browsers, and the description of the API.

import HTTPTypes
import Hummingbird
import Shared

/// `GET /`, `/docs`, `/openapi.json` and the files of the pages under `/assets/`; for operators also `/board`.
struct WebController: Sendable {
    let folder: WebFolder

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("/", use: index)
        router.get("docs") { request, _ in try page("docs/index.html", request) }
        router.get("openapi.json") { request, _ in try file("openapi.json", request) }
        router.get("assets/**", use: asset)
    }

    /// To be behind the gate.
    func addBoard(to router: some RouterMethods<LectorContext>) {
        router.get("board") { request, _ in try page("board/index.html", request) }
    }

    /// The page for browsers, a list of routes for everyone else.
    @Sendable func index(_ request: Request, _: LectorContext) async throws -> Response {
        let accept = Accept(request.headers)
        let wantsPage = accept.prefers(["text/html"], over: ["application/json"])
        var response = wantsPage ? try page("page/index.html", request) : Self.routes(request)
        response.headers[.vary] = "Accept"
        return response
    }

    @Sendable func asset(_ request: Request, _ context: LectorContext) async throws -> Response {
        let path = context.parameters.getCatchAll().joined(separator: "/")
        // Pages are served by their own routes, with their policy.
        guard !path.hasSuffix(".html") else { throw APIError.routeNotFound }
        return try file(path, request)
    }

    private func file(_ path: String, _ request: Request) throws(APIError) -> Response {
        guard let file = folder[path] else { throw .routeNotFound }
        let headers: HTTPFields = [.xContentTypeOptions: "nosniff"]
        return .tagged(request, file.bytes, tag: file.tag, type: file.type, headers: headers)
    }

    private func page(_ path: String, _ request: Request) throws(APIError) -> Response {
        var response = try file(path, request)
        response.headers.append(contentsOf: ContentPolicy.fields)
        return response
    }

    private static func routes(_ request: Request) -> Response {
        let routes = [
            "POST /extract-text", "POST /batch-extract", "POST /jobs", "GET /jobs/{id}", "GET /jobs/{id}/result",
            "GET /jobs/{id}/events", "DELETE /jobs/{id}", "GET /batches/{id}", "GET /batches/{id}/events",
            "DELETE /batches/{id}", "GET /languages", "GET /health", "GET /ready", "GET /docs", "GET /openapi.json",
        ]
        return .tagged(request) { body in
            body.member("service", "lector")
            body.name("routes")
            body.array { list in routes.forEach { list.value($0) } }
        }
    }
}
