// The job store on one SQLite file with its uploads beside it. One file of this folder for each side of the protocol.

import Dispatch
import GRDB

/// A job store in one folder on one machine, for any number of processes.
package struct SQLiteStore: JobStore {
    let pool: DatabasePool
    let writes: WriteQueue
    let uploads: UploadFolder
    let clock: any StoreClock
    let policy: Policy
    let janitor: Janitor
    let changes: ChangeCounter
    let path: String
    private let sockets: String

    /// The settings that a store enforces.
    package struct Policy: Sendable {
        package var queueLimit: Int
        package var queueTimeout: Duration
        package var cacheTimeToLive: Duration
        package var retention: Duration
        package var keepUploads: KeepUploads
        /// Bytes of write-ahead log above which no more work is taken.
        ///
        /// It cannot shrink under a reader that does not end; what was accepted must have room to end.
        package var logLimit: Int64 = 1 << 30

        package init(_ settings: Settings) {
            queueLimit = settings.limits.queue
            queueTimeout = settings.times.queue
            cacheTimeToLive = settings.cache.timeToLive
            retention = settings.times.retention
            keepUploads = settings.keepUploads
        }
    }

    /// Opens the store, makes it where there is none, and brings its schema up to date.
    ///
    /// Blocks.
    package init(
        path: String,
        policy: Policy,
        clock: (any StoreClock)? = nil,
        telemetry: StoreTelemetry = StoreTelemetry()
    ) throws(StoreError) {
        do {
            let folder = Self.folder(of: path)
            try Self.makeFolders(to: folder)
            uploads = try UploadFolder(path: folder + "/uploads")
            sockets = folder + "/run"
            try File.makeFolder(sockets)
            pool = try DatabaseFile.open(path)
        } catch {
            throw StoreError(error)
        }
        writes = WriteQueue(
            pool: pool,
            uploads: uploads,
            sender: WakeSender(folder: sockets),
            telemetry: telemetry
        )
        janitor = Janitor(path: path)
        changes = ChangeCounter(path: path)
        self.policy = policy
        self.path = path
        self.clock = if let clock { clock } else { try SystemStoreClock() }
    }

    /// Of the write-ahead log.
    var logBytes: Int64 { File.size(path + "-wal") ?? 0 }

    package func uploadReceiver() -> UploadReceiver { UploadReceiver(folder: uploads) }

    package func wakeups(for role: WakeRole) -> AsyncStream<WakeHint> {
        WakeListener.hints(for: role, folder: sockets)
    }

    /// Reads off the cooperative pool; sees what was committed before it began.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        // Not the pool's own asynchronous call: that goes through more threads, which costs more than most reads.
        let outcome = await FileSystemCalls.run { [pool] in Result { try pool.read(body) } }
        do { return try outcome.get() } catch { throw StoreError(error) }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func makeFolders(to folder: String) throws(FileError) {
        guard folder != ".", folder != "/", !File.exists(folder) else { return }
        let parent = Self.folder(of: folder)
        try makeFolders(to: parent)
        try File.makeFolder(folder)
        try File.sync(parent)
    }
}
