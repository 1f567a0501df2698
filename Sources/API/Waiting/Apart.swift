// Work in a task of its own, for the sake of memory.

import Hummingbird
import HummingbirdCore
import Shared

/// Runs work in a task of its own, which the caller waits for and cancels when it is cancelled.
///
/// A task keeps the largest stack that it ever had. A connection's lives as long as its client stays, so what goes deep
/// is better done elsewhere.
func apart<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
    let task = Task { await Result(work) }
    return try await withTaskCancellationHandler {
        await task.value
    } onCancel: {
        task.cancel()
    }.get()
}

/// Answers each request in a task of its own: ten thousand connections that are only open keep no more than they need.
struct ApartResponder: HTTPResponder {
    let responder: RouterResponder<LectorContext>

    func respond(to request: Request, context: LectorContext) async throws -> Response {
        try await apart { try await responder.respond(to: request, context: context) }
    }
}
