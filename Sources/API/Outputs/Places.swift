// A few at a time; others wait for their turn, but not too many of them.

import Synchronization

/// Places for so many at a time.
final class Places: Sendable {
    private struct State {
        var free: Int
        var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var lastNumber = 0
    }

    private let queue: Int
    private let state: Mutex<State>

    /// `queue` is how many may wait.
    init(count: Int, queue: Int) {
        self.queue = queue
        state = Mutex(State(free: count))
    }

    /// How many wait.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Waits for a place, which is then to be given back.
    ///
    /// False, at once, where too many wait or the task is cancelled.
    func take() async -> Bool {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enter(number, $0) }
        } onCancel: {
            leave(number)
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }

    private func enter(_ number: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let answer = state.withLock { state -> Bool? in
            // Looked at under the lock: who is cancelled later is found by `leave`.
            guard !Task.isCancelled else { return false }
            if state.free > 0 {
                state.free -= 1
                return true
            }
            guard state.waiting.count < queue else { return false }
            state.waiting.append((number, continuation))
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func leave(_ number: Int) {
        let left = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            return state.waiting.remove(at: index).continuation
        }
        left?.resume(returning: false)
    }
}
