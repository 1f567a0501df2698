// What this worker has in hand.

import Shared
import Synchronization

/// Why a claim is to be stopped.
enum StopReason: Sendable, Equatable {
    /// The store says that it is not ours any more: cancelled, or taken for dead.
    case lost
    /// The worker has to end.
    case shutdown
}

/// The claims that are being worked on, how far they are, and how to stop each.
///
/// What stops a claim runs under the same lock as its removal: so an engine that has gone on to another image is never
/// killed for the one before.
final class RunningClaims: Sendable {
    private struct Entry {
        var kill: (@Sendable () -> Void)?
        var reason: StopReason?
        var fraction = 0.0
        var writtenFraction = 0.0
    }

    private let entries = Mutex<[Holding: Entry]>([:])
    private let settling = Mutex<Set<Holding>>([])

    var holdings: Set<Holding> { entries.withLock { Set($0.keys) } }

    /// What leases are to be renewed for: what is worked on, and what is being written.
    var renewable: Set<Holding> { holdings.union(settling.withLock { $0 }) }

    func add(_ holding: Holding) {
        entries.withLock { $0[holding] = Entry() }
    }

    /// Says how the claim can be stopped from now on.
    ///
    /// `kill` must not wait.
    ///
    /// Where a reason comes back, the claim has been stopped already: do not begin.
    func attach(_ holding: Holding, kill: @escaping @Sendable () -> Void) -> StopReason? {
        entries.withLock { entries in
            entries[holding]?.kill = kill
            return entries[holding]?.reason
        }
    }

    /// Returns the reason where the claim was stopped.
    ///
    /// The claim's lease is kept until `settled`, whatever that takes.
    @discardableResult
    func remove(_ holding: Holding) -> StopReason? {
        settling.withLock { _ = $0.insert(holding) }
        return entries.withLock { $0.removeValue(forKey: holding)?.reason }
    }

    /// Nothing more will be written about the claim.
    ///
    /// Where nothing could be, its lease runs out.
    func settled(_ holding: Holding) { settling.withLock { _ = $0.remove(holding) } }

    /// The first reason counts.
    func stop(_ holdings: some Sequence<Holding>, _ reason: StopReason) {
        entries.withLock { entries in
            for holding in holdings {
                guard let entry = entries[holding], entry.reason == nil else { continue }
                entries[holding]?.reason = reason
                entry.kill?()
            }
        }
    }

    func note(_ fraction: Double, of holding: Holding) {
        entries.withLock { $0[holding]?.fraction = fraction }
    }

    /// What has gone on since the last call.
    func takeProgress() -> [Progress] {
        entries.withLock { entries in
            var changed: [Progress] = []
            for (holding, entry) in entries where entry.fraction > entry.writtenFraction {
                entries[holding]?.writtenFraction = entry.fraction
                changed.append(Progress(holding, fraction: entry.fraction))
            }
            return changed
        }
    }
}
