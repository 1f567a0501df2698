// The engine of one slot: there when it is needed, fresh when it is worn.

import Logging
import ServiceLifecycle
import Shared

/// Owns the slot's engine.
///
/// One task uses it.
struct EngineBench {
    struct Policy: Sendable {
        /// The languages to be ready for.
        var languages: [String]
        /// Images after which an engine is replaced.
        var recycleAfter: Int
        /// Bytes in memory above which an engine is replaced.
        var residentLimit: Int
    }

    let starter: any EngineStarter
    let policy: Policy
    let isDraining: @Sendable () -> Bool
    let started: @Sendable (RecognitionIdentity, EngineStartReason) -> Void
    let logger: Logger

    private var engine: (any RecognitionEngine)?
    private var images = 0
    /// Why the next engine is started.
    private var reason = EngineStartReason.first
    /// Why the engine ended, should it turn out to have.
    private var ending = EngineStartReason.crashed
    private var backOff = BackOff(first: .milliseconds(100), limit: .seconds(10))

    init(
        starter: any EngineStarter,
        policy: Policy,
        isDraining: @escaping @Sendable () -> Bool,
        started: @escaping @Sendable (RecognitionIdentity, EngineStartReason) -> Void,
        logger: Logger
    ) {
        self.starter = starter
        self.policy = policy
        self.isDraining = isDraining
        self.started = started
        self.logger = logger
    }

    /// Returns true once an engine is ready, however long that takes, and false where the worker stops.
    mutating func makeReady() async -> Bool {
        if let engine, let wear = wear(of: engine) {
            reason = wear
            await retire()
        }
        while engine == nil, !isDraining() {
            do throws(EngineStartError) {
                try await start(policy.languages)
            } catch {
                let wait = backOff.next()
                logger.error("no engine", metadata: ["engine.error": "\(error)", "retry.in": "\(wait)"])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: wait) }
                if Task.isCancelled { return false }
            }
        }
        return !isDraining()
    }

    /// An engine for the languages: the one that is there, or a new one in its place.
    mutating func engine(for languages: [String]) async throws(EngineStartError) -> any RecognitionEngine {
        images += 1
        if let engine {
            if engine.isAlive, engine.languages == languages { return engine }
            reason = engine.isAlive ? .languages : ending
        }
        await retire()
        let fresh = try await start(languages)
        images = 1
        return fresh
    }

    /// What became of an image: where its engine ended with it, this tells why.
    mutating func note(_ outcome: PageOutcome) { ending = EngineStartReason(outcome) }

    mutating func retire() async {
        await engine?.retire()
        engine = nil
    }

    @discardableResult
    private mutating func start(_ languages: [String]) async throws(EngineStartError) -> any RecognitionEngine {
        let fresh = try await starter.start(languages: languages)
        engine = fresh
        images = 0
        backOff.reset()
        started(fresh.identity, reason)
        ending = .crashed
        return fresh
    }

    /// Why the engine is not to be used any more; nil where it is.
    private func wear(of engine: any RecognitionEngine) -> EngineStartReason? {
        guard engine.isAlive else { return ending }
        guard images < policy.recycleAfter else { return .recycled }
        guard let memory = engine.residentMemory, memory > policy.residentLimit else { return nil }
        logger.debug("engine grew too large", metadata: ["engine.resident": "\(memory)"])
        return .memory
    }
}
