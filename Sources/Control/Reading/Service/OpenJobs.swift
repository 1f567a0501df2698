// The jobs that were made and are not final: what Ctrl-C takes back.

import Shared
import Synchronization

final class OpenJobs: Sendable {
    private let ids = Mutex<Set<JobID>>([])

    func add(_ id: JobID) { ids.withLock { _ = $0.insert(id) } }

    func remove(_ id: JobID) { ids.withLock { _ = $0.remove(id) } }

    var all: Set<JobID> { ids.withLock { $0 } }
}
