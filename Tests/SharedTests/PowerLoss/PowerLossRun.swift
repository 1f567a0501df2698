// A mix of durable and relaxed calls on real stores while their disk is recorded.

import FoundationEssentials
import Synchronization

@testable import Shared

/// What was done, and what was promised.
struct PowerLossRun: Sendable {
    let events: [DiskEvent]
    let ledger: Ledger
    let policy: SQLiteStore.Policy

    /// What is to be read out of an image.
    static func text(of upload: String) -> String { "the text of \(upload)" }

    /// Runs a seeded mix for some rounds, through two stores as through two processes.
    static func record(seed: UInt64, rounds: Int, refusesFull: Bool = false) async throws -> PowerLossRun {
        let bench = try Bench()
        let recording = Recording(of: bench.folder, refusesFull: refusesFull)
        let stores = [try Backend.sqlite.open(bench), try Backend.sqlite.open(bench)]
        let recorder = Recorder(recording: recording, bench: bench)
        var generator = SplitMix64(seed: seed)
        for round in 0..<rounds {
            let seeds = (0..<4).map { _ in generator.next() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<Int.random(in: 2...6, using: &generator) {
                    let isLarge = round == 1 && index == 0
                    let text = isLarge ? String(repeating: "large ", count: 200_000) : "\(round) \(index / 2)"
                    group.addTask { try await recorder.accept(text, stores[index % 2]) }
                }
                group.addTask { try await recorder.work(SplitMix64(seed: seeds[0]), stores[0]) }
                group.addTask { try await recorder.work(SplitMix64(seed: seeds[1]), stores[1]) }
                group.addTask { try await recorder.operate(SplitMix64(seed: seeds[2]), stores[round % 2]) }
                if round % 5 == 4 { group.addTask { try await stores[0].maintain() } }
                try await group.waitForAll()
            }
            // Alone, so that no commit of another's takes it to disk.
            try await recorder.cancelNewest(stores[round % 2])
            bench.clock.advance(by: .seconds(1))
        }
        let events = recording.stop()
        try? FileManager.default.removeItem(atPath: bench.folder)
        return PowerLossRun(events: events, ledger: recorder.ledger, policy: bench.policy)
    }
}

/// Does one thing after the other and notes what was acknowledged.
private final class Recorder: Sendable {
    private let recording: Recording
    private let bench: Bench
    private let notes = Mutex(Ledger())

    init(recording: Recording, bench: Bench) {
        self.recording = recording
        self.bench = bench
    }

    var ledger: Ledger { notes.withLock { $0 } }

    func accept(_ text: String, _ store: any OperatorStore) async throws {
        let submission = try await bench.submission(text, store)
        notes.withLock { $0.note(image: text, upload: submission.upload.digest) }
        let begun = recording.mark()
        let job = try await store.enqueue(submission)
        note(job.state == .succeeded ? .answered : .live, begun, submission.id, submission.upload.digest)
    }

    func work(_ seeded: SplitMix64, _ store: any OperatorStore) async throws {
        var generator = seeded
        let limit = Int.random(in: 1...3, using: &generator)
        for claim in try await store.claim(for: WorkerID(), limit: limit, lease: .seconds(3600)) {
            let begun = recording.mark()
            let failure = JobFailure(.recognitionFailed, "The engine ended.")
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: _ = try await store.fail(claim, failure, retryIn: .seconds(2))
            case 1: try await store.giveBack([claim])
            case 2...3: if try await store.fail(claim, failure, retryIn: nil) { note(.failed, begun, claim.upload) }
            case 4: break
            default:
                let outcome = Bench.outcome(PowerLossRun.text(of: claim.upload))
                if try await store.finish(claim, with: outcome) { note(.finished, begun, claim.upload) }
            }
        }
    }

    /// Cancels one job and has another tried again.
    func operate(_ seeded: SplitMix64, _ store: any OperatorStore) async throws {
        var generator = seeded
        let jobs = ledger.jobs
        guard let first = jobs.randomElement(using: &generator), let second = jobs.randomElement(using: &generator),
            let one = ledger.uploads[first], let other = ledger.uploads[second]
        else { return }
        try await cancel(first, of: one, store)
        let begun = recording.mark()
        if case .queued(let job) = try await store.retry(second) {
            note(job.state == .succeeded ? .answered : .live, begun, second, other)
        }
    }

    func cancelNewest(_ store: any OperatorStore) async throws {
        guard let job = ledger.jobs.last, let upload = ledger.uploads[job] else { return }
        try await cancel(job, of: upload, store)
    }

    private func cancel(_ job: JobID, of upload: String, _ store: any OperatorStore) async throws {
        let begun = recording.mark()
        if case .cancelled = try await store.cancel(job) { note(.cancelled, begun, job, upload) }
    }

    private func note(_ kind: Promise.Kind, _ begun: Int, _ job: JobID, _ upload: String) {
        let promise = Promise(kind: kind, begun: begun, kept: recording.mark())
        notes.withLock { $0.note(promise, job: job, upload: upload) }
    }

    private func note(_ kind: Promise.Kind, _ begun: Int, _ upload: String) {
        let promise = Promise(kind: kind, begun: begun, kept: recording.mark())
        notes.withLock { $0.note(promise, upload: upload) }
    }
}
