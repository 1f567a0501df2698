// Where blocking file calls run: threads of their own, never the cooperative pool.

import NIOPosix

enum FileSystemCalls {
    /// Runs blocking work on NIO's pool of threads for it.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        // Not the pool's own asynchronous call: that gives up where the task is cancelled, and this must not.
        await withCheckedContinuation { continuation in
            NIOThreadPool.singleton.submit { _ in continuation.resume(returning: work()) }
        }
    }

    /// As `run`, for work that may fail: what the disk says becomes the store's error.
    static func attempt<Value: Sendable>(
        _ work: @escaping @Sendable () throws(FileError) -> Value
    ) async throws(StoreError) -> Value {
        let outcome = await run { () -> Result<Value, FileError> in
            do throws(FileError) { return .success(try work()) } catch { return .failure(error) }
        }
        switch outcome {
        case .success(let value): return value
        case .failure(let error): throw .unavailable(error.description)
        }
    }
}
