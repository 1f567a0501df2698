// All clients that follow jobs by server-sent events.

import Logging
import Shared
import Synchronization

/// Tells followers of what has changed.
///
/// One look at the table serves all of them; hints make the end of a job immediate. Nobody misses a change: a follower is
/// known here before it looks for the first time.
final class Followers: Sendable {
    private struct State {
        var followers: [JobID: [ObjectIdentifier: Follower]] = [:]
        /// As they stood at the last look.
        var standings: [JobID: JobStanding] = [:]
        /// The waiting job whose place in the queue is to be looked at next.
        var turn = 0
        var isClosed = false
    }

    /// Followers of waiting jobs that are told at each look, in turn: a place in the queue takes more than a glance.
    private static let placesAtATime = 50

    private let store: any JobStore
    private let logger: Logger
    private let state = Mutex(State())

    init(store: any JobStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// Jobs that someone follows.
    var count: Int { state.withLock { $0.followers.count } }

    /// To be matched by a call of `remove`.
    func add(_ follower: Follower) {
        let isClosed = state.withLock { state in
            for id in follower.ids { state.followers[id, default: [:]][ObjectIdentifier(follower)] = follower }
            return state.isClosed
        }
        if isClosed { follower.end() }
    }

    func remove(_ follower: Follower) {
        state.withLock { state in
            for id in follower.ids {
                state.followers[id]?[ObjectIdentifier(follower)] = nil
                guard state.followers[id]?.isEmpty == true else { continue }
                (state.followers[id], state.standings[id]) = (nil, nil)
            }
        }
    }

    /// Tells those who follow these jobs.
    func tell(_ ids: [JobID]) {
        let told = state.withLock { state in ids.compactMap { state.followers[$0]?.values } }
        for follower in told.joined() { follower.tell() }
    }

    /// Looks at every job that someone follows.
    ///
    /// - Returns: Whether the store answered.
    func poll() async -> Bool {
        let ids = state.withLock { Array($0.followers.keys) }
        guard !ids.isEmpty else { return true }
        do {
            try await tell(note(store.standings(of: ids), of: ids))
            return true
        } catch {
            logger.warning("cannot ask how jobs stand", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Lets all clients know that they are not forgotten, and finds those that have gone.
    func beat() {
        for follower in all { follower.beat() }
    }

    /// Ends all, those to come included.
    func close() {
        state.withLock { $0.isClosed = true }
        for follower in all { follower.end() }
    }

    private var all: [Follower] {
        state.withLock { state in state.followers.values.flatMap(\.values) }
    }

    /// The jobs that have changed since the last look, or are gone, and some of those that wait.
    private func note(_ standings: [JobStanding], of ids: [JobID]) -> [JobID] {
        state.withLock { state in
            var changed = Set(ids).subtracting(standings.map(\.id))
            for standing in standings where state.followers[standing.id] != nil {
                let before = state.standings.updateValue(standing, forKey: standing.id)
                if before != standing { changed.insert(standing.id) }
            }
            let waiting = standings.filter { $0.state == .queued }
            for _ in 0..<min(waiting.count, Self.placesAtATime) {
                state.turn = (state.turn + 1) % waiting.count
                changed.insert(waiting[state.turn].id)
            }
            return Array(changed)
        }
    }
}
