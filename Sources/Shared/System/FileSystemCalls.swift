// Where blocking file calls run: threads of their own, never the cooperative pool.

import NIOPosix

enum FileSystemCalls {
    /// Runs blocking work on NIO's pool of threads for it.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        // The singleton pool is never shut down, which is the only reason for it to throw.
        guard let value = try? await NIOThreadPool.singleton.runIfActive(work) else {
            preconditionFailure("the shared thread pool has been shut down")
        }
        return value
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
