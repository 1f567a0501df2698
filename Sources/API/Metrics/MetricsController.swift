// Figures for Prometheus.

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// `GET /metrics`: behind ``OperatorGate``.
///
/// What this process counted, what the store knows, and what all workers have added to it.
struct MetricsController: Sendable {
    let store: any OperatorStore
    let board: StatusBoard
    let metrics: FrontMetrics

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("metrics", use: show)
    }

    @Sendable func show(_: Request, _: LectorContext) async throws -> Response {
        do throws(StoreError) {
            let figures = try await store.figures()
            let text = PrometheusText.render(metrics.registry.samples() + ProcessFigures.samples() + figures.samples)
            return Response(
                status: .ok,
                headers: [.contentType: PrometheusText.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }
}
