// One place for one image at a time.

import Logging
import Shared

/// Takes a claim, has it read, says what becomes of it, and takes the next, without waiting for the last to be written.
struct Slot: Sendable {
    let store: any JobStore
    let claimer: Claimer
    let running: RunningClaims
    let settler: Settler
    let metrics: WorkerMetrics
    let policy: RetryPolicy
    let logger: Logger

    /// Works until the claimer has no more; returns once all that it did is written.
    func run(_ bench: EngineBench) async {
        var bench = bench
        await withDiscardingTaskGroup { writes in
            while await bench.makeReady(), let claim = await claimer.next() {
                if let waited = claim.waited { metrics.waited(waited) }
                let start = ContinuousClock.now
                let verdict = await process(claim, &bench)
                let took = ContinuousClock.now - start
                writes.addTask {
                    await settler.settle(claim, verdict, took: took)
                    running.settled(claim.holding)
                }
            }
            await bench.retire()
        }
    }

    private func process(_ claim: Claim, _ bench: inout EngineBench) async -> Verdict {
        let outcome = await read(claim, &bench)
        bench.note(outcome)
        let stop = running.remove(claim.holding)
        var generator = SystemRandomNumberGenerator()
        return policy.verdict(on: outcome, attempt: claim.attempt, stop: stop, using: &generator)
    }

    private func read(_ claim: Claim, _ bench: inout EngineBench) async -> PageOutcome {
        let image: [UInt8]
        do throws(StoreError) {
            image = try await store.image(of: claim)
        } catch {
            report("image cannot be read", claim, "\(error)")
            return .failed(.imageUnreadable, isRetryable: true)
        }
        do throws(EngineStartError) {
            let engine = try await bench.engine(for: claim.options.languages)
            return await read(image, claim, engine)
        } catch {
            report("no engine for a claim", claim, "\(error)")
            switch error {
            case .notLoaded: return .failed(.notLoaded(claim.options.language), isRetryable: false)
            case .failed: return .failed(.noEngine, isRetryable: true)
            }
        }
    }

    private func read(_ image: [UInt8], _ claim: Claim, _ engine: any RecognitionEngine) async -> PageOutcome {
        guard running.attach(claim.holding, kill: { engine.kill() }) == nil else { return .killed }
        return await engine.recognize(image, options: claim.options) { fraction in
            running.note(fraction, of: claim.holding)
        }
    }

    private func report(_ message: Logger.Message, _ claim: Claim, _ error: String) {
        logger.error(message, metadata: ["job.recognition": "\(claim.recognition)", "error": "\(error)"])
    }
}
