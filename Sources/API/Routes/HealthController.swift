// For those who watch over the service.

import Hummingbird
import Shared

/// `GET /health`, `GET /ready`.
struct HealthController: Sendable {
    let board: StatusBoard
    let shutdown: ShutdownState
    /// Whether this process has a worker of its own, without which it cannot do its work.
    let needsWorker: Bool

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("health", use: health)
        router.get("ready", use: ready)
    }

    /// The process lives.
    @Sendable func health(_: Request, _: LectorContext) async throws -> Response {
        Response { $0.member("status", "ok") }
    }

    /// A request would be answered now, and for some time to come.
    @Sendable func ready(_: Request, _: LectorContext) async throws -> Response {
        if shutdown.isAnnounced { throw APIError.shuttingDown }
        let status: StoreStatus
        do throws(StoreError) {
            status = try await board.refresh()
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
        if needsWorker, status.slots == 0 { throw APIError.noWorker }
        return Response { body in
            body.member("status", "ready")
            body.member("slots", status.slots)
            body.member("waiting", status.waiting)
        }
    }
}
