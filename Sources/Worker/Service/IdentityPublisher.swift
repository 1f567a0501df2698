// Publishes what this worker reads with, first for the default languages, then for all.

import Logging
import NIOPosix
import Recognition
import Shared

/// Registers the worker with the identity of its first engine, and again whenever more is known.
struct IdentityPublisher: Sendable {
    let store: any JobStore
    let logger: Logger
    /// The identity of all that is installed, given one that lacks traineddata.
    ///
    /// Blocks for as long as hashing takes.
    let survey: @Sendable (RecognitionIdentity) -> RecognitionIdentity

    private let identities = AsyncStream.makeStream(of: RecognitionIdentity.self)

    init(
        store: any JobStore,
        logger: Logger,
        survey: @escaping @Sendable (RecognitionIdentity) -> RecognitionIdentity = Self.installed
    ) {
        self.store = store
        self.logger = logger
        self.survey = survey
    }

    /// An engine is ready, and says what it reads with.
    func note(_ identity: RecognitionIdentity) { identities.continuation.yield(identity) }

    /// Works until it is cancelled.
    ///
    /// - Parameters:
    ///   - record: its identity is filled in.
    ///   - onFirst: called once, after the first registration.
    func run(_ record: WorkerRecord, onFirst: @escaping @Sendable () -> Void) async {
        var record = record
        var isRegistered = false
        await withDiscardingTaskGroup { group in
            for await identity in identities.stream {
                let known = record.identity.merging(identity)
                guard known != record.identity || !isRegistered else { continue }
                record.identity = known
                await register(record)
                guard !isRegistered else { continue }
                isRegistered = true
                onFirst()
                group.addTask { await surveyAll(known) }
            }
            group.cancelAll()
        }
    }

    private func register(_ record: WorkerRecord) async {
        var backOff = BackOff(first: .milliseconds(100), limit: .seconds(10))
        while !Task.isCancelled {
            do {
                return try await store.register(record)
            } catch {
                logger.warning("the worker cannot be registered", metadata: ["store.error": "\(error)"])
                try? await Task.sleep(for: backOff.next())
            }
        }
    }

    private func surveyAll(_ known: RecognitionIdentity) async {
        let survey = survey
        let all = try? await NIOThreadPool.singleton.runIfActive { survey(known) }
        if let all { note(all) }
    }

    private static func installed(_ known: RecognitionIdentity) -> RecognitionIdentity {
        var all = known
        for language in Traineddata.installed() where all.traineddata[language] == nil {
            all.traineddata[language] = Traineddata.digest(of: language)
        }
        return all
    }
}

extension RecognitionIdentity {
    /// Nothing is known yet.
    static let unknown = RecognitionIdentity(pipeline: 0, tesseract: "", traineddata: [:])

    /// What the other knows, and of traineddata also what only this one does.
    fileprivate func merging(_ other: RecognitionIdentity) -> RecognitionIdentity {
        var merged = other
        merged.traineddata.merge(traineddata) { theirs, _ in theirs }
        return merged
    }
}
