// Work that takes a core for a while.

import NIOPosix
import Shared

/// Runs work that would keep a thread of the cooperative pool from everybody else, on as many threads as there are cores.
func offThePool<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
    // The library's own asynchronous call gives up where the task is cancelled, and throws anything.
    let outcome: Result<Value, Failure> = await withCheckedContinuation { continuation in
        NIOThreadPool.singleton.submit { _ in continuation.resume(returning: Result(work)) }
    }
    return try outcome.get()
}
