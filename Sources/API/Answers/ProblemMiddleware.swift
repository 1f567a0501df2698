// Where errors end: the one catch.

import Hummingbird
import Logging

/// Makes a problem document of whatever a route throws.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            return Problem(error).response
        } catch let error as HTTPError where error.status == .notFound {
            return Problem(.routeNotFound).response
        } catch {
            let metadata: Logger.Metadata = ["request.id": "\(context.requestID)", "error": "\(error)"]
            context.logger.error("unexpected error", metadata: metadata)
            return Problem.unexpected.response
        }
    }
}
