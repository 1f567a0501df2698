// Which languages can be asked for.

import Hummingbird
import Shared

/// `GET /languages`.
struct LanguageController: Sendable {
    let board: StatusBoard
    /// Of a request that names none.
    let language: String

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("languages", use: list)
    }

    /// What the workers published last; 503 as long as none has.
    @Sendable func list(_: Request, _: LectorContext) async throws -> Response {
        var status = board.status
        if status?.identity == nil { status = try? await board.refresh() }
        guard let identity = status?.identity else { throw APIError.noWorker }
        return Response { body in
            body.member("default", language)
            body.name("languages")
            body.array { list in identity.traineddata.keys.sorted().forEach { list.value($0) } }
        }
    }
}
