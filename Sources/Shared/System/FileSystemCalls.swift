// Where blocking file calls run: threads of their own, never the cooperative pool.

import NIOPosix

enum FileSystemCalls {
    /// More threads than cores: most of them wait for the disk.
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 8)
        pool.start()
        return pool
    }()

    /// Has blocking work done, and returns before it is.
    static func submit(_ work: @escaping @Sendable () -> Void) { pool.submit { _ in work() } }

    /// Runs blocking work.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        // Not the pool's own asynchronous call: that gives up where the task is cancelled, and this must not.
        await withCheckedContinuation { continuation in
            submit { continuation.resume(returning: work()) }
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
