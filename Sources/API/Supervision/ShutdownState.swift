// Whether the server is on its way out.

import Synchronization

/// Each is set once, in this order.
final class ShutdownState: Sendable {
    private let announced = Atomic(false)
    private let begun = Atomic(false)

    /// Load balancers are to send no more, as `/ready` tells them.
    ///
    /// What comes is still taken.
    var isAnnounced: Bool { announced.load(ordering: .relaxed) }

    /// New work is refused.
    var isOn: Bool { begun.load(ordering: .relaxed) }

    func announce() { announced.store(true, ordering: .relaxed) }

    func set() {
        announce()
        begun.store(true, ordering: .relaxed)
    }
}
