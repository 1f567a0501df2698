// Work in a task of its own, for the sake of memory.

import Hummingbird
import HummingbirdCore
import NIOCore
import Shared

/// Runs work in a task of its own, which the caller waits for and cancels when it is cancelled.
///
/// A task keeps the largest stack that it ever had. A connection's lives as long as its client stays, so what goes deep
/// is better done elsewhere.
///
/// `watch` is given what cancels it.
func apart<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () async throws(Failure) -> Value,
    watch: (@escaping @Sendable () -> Void) -> Void = { _ in }
) async throws(Failure) -> Value {
    let task = Task { await Result(work) }
    watch { task.cancel() }
    return try await withTaskCancellationHandler {
        await task.value
    } onCancel: {
        task.cancel()
    }.get()
}

extension Channel {
    /// Runs work that is cancelled once the client has gone.
    func whileClientStays<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await apart(work) { cancel in watchClient(onGone: cancel) }
    }
}

/// Answers each request in a task of its own: ten thousand connections that are only open keep no more than they need.
struct ApartResponder: HTTPResponder {
    let responder: RouterResponder<LectorContext>

    func respond(to request: Request, context: LectorContext) async throws -> Response {
        try await apart { try await responder.respond(to: request, context: context) }
    }
}
