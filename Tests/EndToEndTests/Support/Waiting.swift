// Waiting for conditions, with a limit: no test sleeps for a guess.

import TestSupport
import Testing

struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The value that `condition` has once it has one.
func eventually<Value>(
    _ what: String,
    within limit: Duration = .seconds(30),
    dump: () -> String = { "" },
    isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Value?
) async throws -> Value {
    let clock = ContinuousClock()
    let end = clock.now + limit * Sanitizer.patience
    while true {
        if let value = try? await condition() { return value }
        guard clock.now < end else { throw TestFailure("\(what): not within \(limit)\n\(dump())") }
        try await clock.sleep(for: .milliseconds(10))
    }
}

/// Returns once `condition` holds.
func eventually(
    _ what: String,
    within limit: Duration = .seconds(30),
    dump: () -> String = { "" },
    isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let _: Bool = try await eventually(what, within: limit, dump: dump) { try await condition() ? true : nil }
}

enum Deadline {
    /// The outcome of `body`, or a failure where that takes too long.
    static func seconds<Value: Sendable>(
        _ seconds: Int,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await ContinuousClock().sleep(for: .seconds(seconds) * Sanitizer.patience)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw TestFailure("not within \(seconds) s") }
            return value
        }
    }
}
