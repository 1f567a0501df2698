// Does the same to stores and to the model, and compares what they say.

import FoundationEssentials
import Testing

@testable import Shared

/// Where a store did not do as the model.
struct Deviation: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }

    /// Throws where two things that should be the same are not.
    static func check<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) throws {
        guard found != expected else { return }
        throw Deviation("\(what): the store says \(found), the model \(expected)")
    }
}

/// One sequence of operations on a new store, through one or two "processes" in turn.
struct ModelRun {
    let backend: Backend
    let bench: Bench
    let workers = [WorkerID(), WorkerID(), WorkerID()]
    var stores: [any OperatorStore] = []
    var model: Model
    /// All that were ever had: later ones may be of the same recognition.
    var claims: [Claim] = []
    var jobs: [JobID] = []
    /// Which store is the janitor, once one has been asked to.
    var janitor: Int?
    var texts = 0

    init(_ backend: Backend, processes: Int, keepUploads: KeepUploads) throws {
        var bench = try Bench()
        bench.policy.queueTimeout = .seconds(60)
        bench.policy.cacheTimeToLive = .seconds(100)
        bench.policy.retention = .seconds(300)
        bench.policy.queueLimit = 6
        bench.policy.keepUploads = keepUploads
        (self.backend, self.bench, model) = (backend, bench, Model(policy: bench.policy))
        stores = try (0..<processes).map { _ in try backend.open(bench) }
    }

    /// What is wrong, and after how many operations; nil where nothing is.
    static func deviation(
        of operations: [Operation],
        _ backend: Backend,
        processes: Int = 1,
        keepUploads: KeepUploads = .untilFinal
    ) async throws -> (Deviation, after: Int)? {
        var run = try ModelRun(backend, processes: processes, keepUploads: keepUploads)
        defer { try? FileManager.default.removeItem(atPath: run.bench.folder) }
        for (index, operation) in operations.enumerated() {
            let isLast = index == operations.count - 1
            do {
                try await run.apply(operation, through: index % processes)
                try await run.compare(through: (index + 1) % processes, thoroughly: isLast || index.isMultiple(of: 8))
            } catch {
                return (error as? Deviation ?? Deviation("\(operation) threw \(error)"), index + 1)
            }
        }
        return nil
    }

    var now: StoreTime { bench.clock.now }

    func claim(_ index: Int) -> Claim? { claims.isEmpty ? nil : claims[claims.count - 1 - index % claims.count] }

    func job(_ index: Int) -> JobID? { jobs.isEmpty ? nil : jobs[jobs.count - 1 - index % jobs.count] }

    mutating func apply(_ operation: Operation, through index: Int) async throws {
        let store = stores[index]
        switch operation {
        case .enqueue, .cancel: try await accept(operation, store)
        case .claim, .renew: try await claim(operation, store)
        case .finish, .fail, .delay, .giveBack: try await settle(operation, store)
        case .retry, .retryFailed, .delete, .purge, .pause: try await operate(operation, store)
        case .advance(let seconds): bench.clock.advance(by: .seconds(seconds))
        case .stepWallClock(let seconds): bench.clock.stepWallClock(by: Double(seconds))
        case .reboot:
            bench.clock.reboot()
            try restart()
        case .restart: try restart()
        case .maintain:
            if janitor == nil { janitor = index }
            try await store.maintain()
            if janitor == index { model.maintain(now) }
        }
    }

    private mutating func restart() throws {
        let count = stores.count
        stores = []
        janitor = nil
        stores = try (0..<count).map { _ in try backend.open(bench) }
    }
}
