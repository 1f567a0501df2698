// Starts engines as child processes of this very program.

import Logging
import NIOCore
import NIOPosix
import Recognition
import Shared

struct ChildEngineStarter: EngineStarter {
    /// How long loading the languages may take.
    static let loadLimit = Duration.seconds(30)

    let limits: ChildEngine.Limits
    let spawner: EngineSpawner
    let logger: Logger

    func start(languages: [String]) async throws(EngineStartError) -> any RecognitionEngine {
        let link = try await open(languages)
        let late = link.kill(.overtime, after: Self.loadLimit)
        defer { late.cancel() }
        for await reply in link.frames.replies {
            guard case .ready(let identity) = reply else { break }
            return ChildEngine(
                languages: languages,
                identity: RecognitionIdentity(identity),
                limits: limits,
                link: link,
                logger: logger
            )
        }
        if Task.isCancelled { link.kill(.asked) }
        throw await link.death().startError
    }

    private func open(_ languages: [String]) async throws(EngineStartError) -> EngineLink {
        let spawner = spawner
        do {
            // Spawning blocks for about a millisecond.
            let spawned = try await NIOThreadPool.singleton.runIfActive { try spawner.spawn(languages: languages) }
            return try await tie(spawned)
        } catch {
            throw .failed("\(error)")
        }
    }

    /// Where this throws, the lifeline goes, and with it the process.
    private func tie(_ spawned: EngineSpawner.Spawned) async throws -> EngineLink {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let output: EngineOutput
        do {
            output = try await EngineOutput.drain(spawned.output, on: loop, logger: logger)
        } catch {
            spawned.closeOutput()
            spawned.closeFrames()
            throw error
        }
        do {
            let frames = try await EngineFrames.open(spawned.frames, on: loop)
            return EngineLink(child: spawned.child, lifeline: spawned.lifeline, frames: frames, output: output)
        } catch {
            spawned.closeFrames()
            throw error
        }
    }
}
