// What a store cannot do.

/// Why a store did not do as asked.
package enum StoreError: Error, Sendable, Equatable {
    /// As many jobs wait as the settings allow.
    case queueFull
    /// The idempotency key stands for another request of the same client.
    case keyReused
    /// The upload's file went away between being written and the job's commit, or was never there.
    case uploadMissing
    /// The database or its disk said no. The text is for logs.
    case unavailable(String)
}
