// All writes of a process, one transaction at a time; what arrives while one commits shares the next.

import Dispatch
import GRDB
import Logging
import Synchronization

/// What a commit promises.
enum Durability: Sendable {
    /// On disk when the caller is answered (`synchronous = FULL`).
    case durable
    /// In the file, and safe from a crash of the process; the next durable commit takes it to disk.
    case relaxed
    /// As relaxed, with the next transaction that comes for another reason, or soon alone: for clearing up.
    case lazy
}

/// Group commit without a timer: a caller is answered after the commit that its write is in, never before.
///
/// Relaxed writes go first, so that a worker's next claim does not wait for the disk to have its last result.
final class WriteQueue: Sendable {
    typealias Body<Value> = @Sendable (Database, inout Aftermath) throws -> Value

    private struct Write: Sendable {
        /// Whether the folder's names have to be on disk first.
        var needsNames: Bool
        /// Runs inside the transaction; what it returns is called after the commit, with the error if that failed.
        var run: @Sendable (Database, inout Aftermath) -> @Sendable ((any Error)?) -> Void
        /// Is called instead where the transaction did not get that far.
        var refuse: @Sendable (any Error) -> Void
    }

    private struct Pending: Sendable {
        var durable: [Write] = []
        var relaxed: [Write] = []
        var lazy: [Write] = []
        var underWay = false
    }

    /// As many writes as share one transaction: bounds how long others wait for the write lock.
    private static let batchLimit = 256

    /// How long a lazy write waits for company.
    private static let patience = DispatchTimeInterval.milliseconds(2)

    private let pool: DatabasePool
    private let uploads: UploadFolder
    private let sender: WakeSender
    private let logger: Logger?
    private let meters: CommitMeters
    private let pending = Mutex(Pending())
    private let thread = DispatchQueue(label: "lector.store.write")

    init(
        pool: DatabasePool,
        uploads: UploadFolder,
        sender: WakeSender,
        telemetry: StoreTelemetry
    ) {
        self.pool = pool
        self.uploads = uploads
        self.sender = sender
        logger = telemetry.logger
        meters = CommitMeters(telemetry)
    }

    /// Runs a write in a transaction with others: it decides and writes under the database's write lock, and what it
    /// throws undoes it alone.
    ///
    /// `naming` is blocking work that gives an upload its name in the folder. It is done before, on a thread for file
    /// calls; the folder is on disk before the transaction begins, by one sync for all its writes.
    func write<Value: Sendable>(
        _ durability: Durability,
        naming: (@Sendable () throws -> Void)? = nil,
        _ body: @escaping Body<Value>
    ) async throws(StoreError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            let write = Write(
                needsNames: naming != nil,
                run: { database, aftermath in
                    let result = Self.savepoint(database, &aftermath, body)
                    return { failure in continuation.resume(returning: failure.map { .failure($0) } ?? result) }
                },
                refuse: { continuation.resume(returning: .failure($0)) }
            )
            if let naming { submit(write, durability, after: naming) } else { submit(write, durability) }
        }
        do { return try result.get() } catch { throw StoreError(error) }
    }

    private func submit(_ write: Write, _ durability: Durability, after naming: @escaping @Sendable () throws -> Void) {
        FileSystemCalls.submit {
            do {
                try naming()
                self.submit(write, durability)
            } catch {
                write.refuse(error)
            }
        }
    }

    private func submit(_ write: Write, _ durability: Durability) {
        guard durability != .lazy else { return submitLazily(write) }
        let starts = pending.withLock { pending in
            if durability == .durable { pending.durable.append(write) } else { pending.relaxed.append(write) }
            defer { pending.underWay = true }
            return !pending.underWay
        }
        if starts { thread.async { self.drain() } }
    }

    private func submitLazily(_ write: Write) {
        let isFirst = pending.withLock { pending in
            pending.lazy.append(write)
            return pending.lazy.count == 1
        }
        guard isFirst else { return }
        thread.asyncAfter(deadline: .now() + Self.patience) {
            while case let batch = self.pending.withLock({ Self.take(from: &$0.lazy) }), !batch.isEmpty {
                self.commit(batch, .lazy)
            }
        }
    }

    private func drain() {
        while let (batch, durability) = nextBatch() { commit(batch, durability) }
    }

    /// Lazy writes stand first: they decide by what has been committed.
    private func nextBatch() -> ([Write], Durability)? {
        pending.withLock { pending in
            if !pending.relaxed.isEmpty {
                return (Self.take(from: &pending.lazy) + Self.take(from: &pending.relaxed), .relaxed)
            }
            if !pending.durable.isEmpty {
                return (Self.take(from: &pending.lazy) + Self.take(from: &pending.durable), .durable)
            }
            pending.underWay = false
            return nil
        }
    }

    private static func take(from writes: inout [Write]) -> [Write] {
        let batch = Array(writes.prefix(batchLimit))
        writes.removeFirst(batch.count)
        return batch
    }

    private func commit(_ batch: [Write], _ durability: Durability) {
        let start = ContinuousClock.now
        var answers: [@Sendable ((any Error)?) -> Void] = []
        var aftermath = Aftermath()
        var failure: (any Error)?
        do {
            if batch.contains(where: \.needsNames) { try uploads.syncNames() }
            try Failpoint.beginBefore.pass()
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: durability.pragma)
                try database.inTransaction(.immediate) {
                    try Failpoint.beginAfter.pass()
                    for write in batch {
                        answers.append(write.run(database, &aftermath))
                        try Self.checkStillOpen(database)
                    }
                    try Failpoint.commitBefore.pass()
                    return .commit
                }
            }
            Failpoint.commitAfter.passWithoutError()
        } catch {
            failure = error
        }
        let commit = ContinuousClock.now
        if failure == nil { sender.send(aftermath.hints) }
        Failpoint.notifyAfter.passWithoutError()
        for answer in answers { answer(failure) }
        Failpoint.answerAfter.passWithoutError()
        // Last: nobody waits for the log.
        guard let failure else { return note(batch.count, commit - start, aftermath.ended) }
        for write in batch[answers.count...] { write.refuse(failure) }
    }

    private func note(_ writes: Int, _ time: Duration, _ ended: [EndedJob]) {
        meters.writes.record(writes)
        meters.duration.recordNanoseconds(time.nanoseconds)
        guard let logger else { return }
        for job in ended { job.log(to: logger) }
    }

    /// SQLite itself rolls a transaction back where the disk is full or broken: what follows must not run outside one.
    private static func checkStillOpen(_ database: Database) throws {
        guard database.isInsideTransaction else {
            throw StoreError.unavailable("the transaction was rolled back by SQLite")
        }
    }

    /// One write's failure leaves the others of its transaction alone.
    private static func savepoint<Value>(
        _ database: Database,
        _ aftermath: inout Aftermath,
        _ body: Body<Value>
    ) -> Result<Value, any Error> {
        var own = Aftermath()
        do {
            // Not GRDB's `inSavepoint`: that compiles its statements anew each time.
            try database.run("SAVEPOINT one")
            let value = try body(database, &own)
            try database.run("RELEASE one")
            aftermath += own
            return .success(value)
        } catch {
            // Both fail where SQLite has rolled back everything: `checkStillOpen` sees to that.
            _ = try? database.run("ROLLBACK TO one")
            _ = try? database.run("RELEASE one")
            return .failure(error)
        }
    }
}

extension Durability {
    fileprivate var pragma: String {
        switch self {
        case .durable: "PRAGMA synchronous = FULL"
        case .relaxed, .lazy: "PRAGMA synchronous = NORMAL"
        }
    }
}
