// Answers in memory, in front of those in the store.

import Shared
import Synchronization

/// The results asked for last, as JSON, within a limit of memory.
final class HotCache: Sendable {
    private struct Entry {
        var fragment: ResultFragment
        var expiry: ContinuousClock.Instant
    }

    private struct State {
        var entries: Generations<Fingerprint, Entry>
        var generation: Int64?

        mutating func follow(_ generation: Int64) {
            guard self.generation != generation else { return }
            entries.removeAll()
            self.generation = generation
        }
    }

    /// What an entry takes besides its JSON, about, in bytes.
    private static let overhead = 256

    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    /// - Parameters:
    ///   - memory: bytes.
    ///   - now: the clock.
    init(memory: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
        state = Mutex(State(entries: Generations(limit: memory / 2)))
    }

    /// Forgets all results where the store's generation is another one than before.
    func result(for fingerprint: Fingerprint, generation: Int64) -> ResultFragment? {
        let now = now()
        return state.withLock { state in
            state.follow(generation)
            guard let entry = state.entries.value(for: fingerprint) else { return nil }
            guard entry.expiry > now else {
                state.entries.remove(fingerprint)
                return nil
            }
            return entry.fragment
        }
    }

    func keep(_ fragment: ResultFragment, for fingerprint: Fingerprint, generation: Int64, freshFor time: Duration) {
        let entry = Entry(fragment: fragment, expiry: now() + time)
        state.withLock { state in
            state.follow(generation)
            state.entries.set(entry, for: fingerprint, cost: fragment.size + Self.overhead)
        }
    }
}
