// A few at a time; others wait for their turn, but not too many of them.

import Synchronization

/// Places for so many at a time.
final class Places: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let queue: Int
    private let state: Mutex<State>

    /// `queue` is how many may wait.
    init(count: Int, queue: Int) {
        self.queue = queue
        state = Mutex(State(free: count))
    }

    /// Waits for a place, which is then to be given back.
    ///
    /// False, at once, where too many wait.
    func take() async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                guard state.waiting.count < queue else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}
