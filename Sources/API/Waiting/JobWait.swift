// One request that waits for jobs.

import Shared
import Synchronization

/// Ends once, for the first reason that comes, before or after someone waits for it.
final class JobWait: Sendable {
    enum End {
        /// All jobs are final.
        case settled
        case timedOut
        case clientGone
    }

    private struct State {
        var remaining: Set<JobID>
        var end: End?
        var continuation: CheckedContinuation<End, Never>?
    }

    let ids: [JobID]
    private let state: Mutex<State>

    init(for ids: [JobID]) {
        self.ids = ids
        state = Mutex(State(remaining: Set(ids), end: ids.isEmpty ? .settled : nil))
    }

    /// Suspends until the wait has ended.
    ///
    /// To be called once.
    func value() async -> End {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let end = state.withLock { state in
                    if state.end == nil { state.continuation = continuation }
                    return state.end
                }
                if let end { continuation.resume(returning: end) }
            }
        } onCancel: {
            end(.timedOut)
        }
    }

    /// Notes that a job is final, or gone.
    func settle(_ id: JobID) {
        let isLast = state.withLock { state in
            state.remaining.remove(id)
            return state.remaining.isEmpty
        }
        if isLast { end(.settled) }
    }

    func end(_ end: End) {
        let continuation = state.withLock { state -> CheckedContinuation<End, Never>? in
            guard state.end == nil else { return nil }
            state.end = end
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: end)
    }
}
