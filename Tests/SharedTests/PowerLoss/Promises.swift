// What a store has acknowledged, and at which place of the recording.

@testable import Shared

/// One durable call that changed something.
struct Promise: Sendable {
    enum Kind: Sendable, Equatable {
        /// A job was accepted, or an operator had it tried again.
        case live
        /// A job was accepted and answered at once.
        case answered
        case cancelled
        /// All live jobs of an image.
        case finished
        case failed
    }

    var kind: Kind
    /// Between these places the store was at it: before the first nothing of it is there, from the second on all is.
    var begun: Int
    var kept: Int

    fileprivate var states: Set<JobState> {
        switch kind {
        case .live: [.queued, .delayed, .running]
        case .answered, .finished: [.succeeded]
        case .cancelled: [.cancelled]
        case .failed: [.failed]
        }
    }

    /// Whether nothing of an earlier promise need be left after this one.
    fileprivate func supersedes(_ other: Promise) -> Bool {
        guard other.kept <= begun else { return false }
        return switch kind {
        case .live, .answered: true
        case .cancelled, .finished, .failed: other.kind == .live
        }
    }
}

/// All promises of a run.
struct Ledger: Sendable {
    private(set) var uploads: [JobID: String] = [:]
    private(set) var images: [String: [UInt8]] = [:]
    private var ofJob: [JobID: [Promise]] = [:]
    private var ofUpload: [String: [Promise]] = [:]

    mutating func note(_ promise: Promise, job: JobID, upload: String) {
        uploads[job] = upload
        ofJob[job, default: []].append(promise)
    }

    mutating func note(image: String, upload: String) { images[upload] = Array(image.utf8) }

    mutating func note(_ promise: Promise, upload: String) { ofUpload[upload, default: []].append(promise) }

    var jobs: [JobID] { ofJob.keys.sorted { $0.description < $1.description } }

    /// The places of the recording at which calls returned.
    var acknowledgements: [Int] { (ofJob.values.flatMap(\.self) + ofUpload.values.flatMap(\.self)).map(\.kept) }

    /// Whether the job had been acknowledged before a place of the recording.
    func isDue(_ job: JobID, at cut: Int) -> Bool { ofJob[job, default: []].contains { $0.kept <= cut } }

    /// The states that a job may be found in, if it is there.
    func states(of job: JobID, at cut: Int) -> Set<JobState> {
        let all = ofJob[job, default: []] + ofUpload[uploads[job] ?? "", default: []]
        let begun = all.filter { $0.begun < cut }
        let open = begun.filter { promise in !begun.contains { $0.kept <= cut && $0.supersedes(promise) } }
        return open.reduce(into: []) { $0.formUnion($1.states) }
    }
}
