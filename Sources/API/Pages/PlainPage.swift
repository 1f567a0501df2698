// Pages for browsers that run no scripts.

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// A page in the look of the others, written here.
struct PlainPage {
    var title: String
    /// HTML.
    var content: String
    /// Seconds after which the browser asks again; nil for never.
    var refresh: Int?

    func response(_ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers.append(contentsOf: ContentPolicy.fields)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private var html: String {
        let refresh = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">\n    " } ?? ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                \(refresh)<title>\(title.escapedForHTML): Lector</title>
                <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/assets/base.css">
                <link rel="stylesheet" href="/assets/page/style.css">
            </head>
            <body>
                <header class="masthead">
                    <a class="wordmark" href="/"><img src="/assets/favicon.svg" alt="">Lector</a>
                    <nav aria-label="Site"><a href="/">Read</a> <a href="/docs">API</a></nav>
                </header>
                <main id="main" class="plain">
                    <h1>\(title.escapedForHTML)</h1>
                    \(content)
                    <p><a href="/">Read another image</a></p>
                </main>
            </body>
            </html>

            """
    }
}

/// What `ProblemMiddleware` is for programs: a page that says what went wrong.
struct ProblemPages: RouterMiddleware {
    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            let problem = Problem(error)
            let page = PlainPage(title: problem.title, content: "<p>\(problem.detail.escapedForHTML)</p>")
            return page.response(problem.status, headers: problem.headers)
        }
    }
}
