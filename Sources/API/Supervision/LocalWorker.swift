// The worker that makes one command a whole service.

import CoreMetrics
import Glibc
import Logging
import ServiceLifecycle
import Shared

/// Runs one `lector-worker`, and another when it dies or falls silent.
///
/// On graceful shutdown the worker gets SIGTERM, and SIGKILL where it is still there after `patience`. If this process
/// dies, its lifeline ends the worker.
struct LocalWorker: Service {
    /// The path of `lector-worker`.
    let executable: String
    let environment: [String: String]
    let patience: Duration
    let watch: WorkerWatch
    let restarts: Counter
    let logger: Logger

    /// What the lifeline is in the worker.
    private static let lifelineDescriptor: Int32 = 3
    /// A worker that has lived as long starts again as though it were the first.
    private static let longLife = Duration.seconds(10)

    func run() async throws {
        var backOff = BackOff(first: .milliseconds(100), limit: .seconds(10))
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let start = ContinuousClock.now
            await runOnce()
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
            if start.duration(to: .now) >= Self.longLife { backOff.reset() }
            restarts.increment()
            let pause = backOff.next()
            logger.warning("worker restarts", metadata: ["restart.in_ms": "\(pause.milliseconds)"])
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }

    private func runOnce() async {
        do throws(ChildProcessError) {
            let lifeline = try Lifeline()
            let child = try ChildProcess.spawn(
                executable: executable,
                arguments: ["--lifeline", String(Self.lifelineDescriptor)],
                environment: environment,
                inheriting: [Self.lifelineDescriptor: lifeline.readEnd]
            )
            lifeline.closeReadEnd()
            logger.info("worker started", metadata: ["worker.pid": "\(child.pid)"])
            let status = await end(of: child)
            logger.info("worker ended", metadata: ["worker.pid": "\(child.pid)", "worker.status": "\(status)"])
            withExtendedLifetime(lifeline) {}
        } catch {
            logger.error("cannot start a worker", metadata: ["path": "\(executable)", "error": "\(error)"])
        }
    }

    private func end(of child: ChildProcess) async -> ExitStatus {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stopOnShutdown(child) }
            group.addTask { await watch.killIfSilent(child) }
            let status = await child.exitStatus()
            group.cancelAll()
            return status
        }
    }

    /// A child that has ended already gets no signal.
    private func stopOnShutdown(_ child: ChildProcess) async {
        try? await gracefulShutdown()
        child.send(signal: SIGTERM)
        try? await Task.sleep(for: patience)
        child.send(signal: SIGKILL)
    }
}
