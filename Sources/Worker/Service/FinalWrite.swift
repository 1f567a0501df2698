// Writes that must happen even though the task that wants them has been cancelled.

enum FinalWrite {
    /// Runs in a fresh task, which no cancellation reaches, and waits for it.
    static func run<Value: Sendable>(_ write: @escaping @Sendable () async -> Value) async -> Value {
        await Task { await write() }.value
    }
}
