// What is checked of a request that makes work, before its body is read.

import CoreMetrics
import Hummingbird

/// Lets a request in unless the server is shutting down or the client is over its quota.
struct AdmissionMiddleware: RouterMiddleware {
    let shutdown: ShutdownState
    /// Nil where the limit is off.
    let limiter: RateLimiter?
    let clients: ClientAddress
    let refusals: Counter

    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        if shutdown.isOn { throw APIError.shuttingDown }
        guard let limiter else { return try await next(request, context) }
        let receipt = limiter.charge(clients.client(of: request, context))
        guard receipt.isAllowed else {
            refusals.increment()
            throw APIError.rateLimited(receipt)
        }
        var response = try await next(request, context)
        response.headers.append(contentsOf: receipt.fields)
        return response
    }
}
