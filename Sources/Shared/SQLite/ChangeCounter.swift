// Whether anything has been committed since the last look.

import GRDB
import Synchronization

/// A connection that is never written through, whose `PRAGMA data_version` therefore changes with every commit of
/// every process (https://sqlite.org/pragma.html#pragma_data_version).
final class ChangeCounter: Sendable {
    private let path: String
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(path: String) { self.path = path }

    /// Blocks for a moment.
    func version() throws -> Int64 {
        let queue = try connection.withLock { connection in
            if let connection { return connection }
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "lector.store.changes"
            let opened = try DatabaseQueue(path: path, configuration: configuration)
            connection = opened
            return opened
        }
        return try queue.read { try $0.value("PRAGMA data_version") ?? 0 }
    }
}
