// Whether the server is on its way out.

import Synchronization

/// Set once, at the first sign of shutdown.
final class ShutdownState: Sendable {
    private let flag = Atomic(false)

    var isOn: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}
