// The API's process: settings, store, services.

import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle
import Shared
import UnixSignals

/// `lector-api`.
@main
struct LectorAPI {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        let settings: Settings
        do throws(SettingsError) {
            settings = try await Settings.read(arguments: arguments, environment: environment)
        } catch {
            fail("\(error)", SettingsError.exitCode)
        }
        OpenFiles.raiseLimit()
        let logger = LogSetup.bootstrap(settings.log, label: "lector-api")
        let variables = WorkerEnvironment.make(
            arguments: arguments,
            environment: environment,
            settings: settings,
            timeout: ShutdownBudget(settings.times.shutdown).worker
        )
        do {
            try await services(settings, workerEnvironment: variables, logger).run()
        } catch let error as StoreError {
            fail("The database \(settings.database) cannot be used: \(error)", 1)
        } catch {
            fail("\(error)", 1)
        }
    }

    /// All that runs until the end of the process.
    private static func services(
        _ settings: Settings,
        workerEnvironment: [String: String],
        _ logger: Logger
    ) throws(StoreError) -> ServiceGroup {
        let budget = ShutdownBudget(settings.times.shutdown)
        let worker = ProgramFolder.path + "lector-worker"
        let metrics = FrontMetrics()
        let store = try SQLiteStore(
            path: settings.database,
            policy: SQLiteStore.Policy(settings),
            telemetry: StoreTelemetry(logger: logger, metrics: metrics.registry, process: "api")
        )
        let front = buildFront(
            store: store,
            settings: settings,
            logger: logger,
            web: .besideProgram(),
            program: worker,
            environment: workerEnvironment,
            timeouts: .init(budget),
            metrics: metrics
        )
        let draining = Draining(
            shutdown: front.shutdown,
            waiters: front.waiters,
            followers: front.followers,
            delay: settings.times.shutdownDelay,
            time: budget.requests
        )
        // Shutdown goes backwards: who is to stop first stands last. Services are named because the library logs
        // them in full otherwise, secrets in the settings included.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: JanitorService(store: store, logger: logger), serviceName: "janitor"),
            .init(service: front.application, serviceName: "http"),
            .init(service: draining, serviceName: "draining"),
        ]
        if settings.workers.local != 0 {
            let watch = WorkerWatch(store: store, lease: settings.times.lease, logger: logger)
            let local = LocalWorker(
                executable: worker,
                environment: workerEnvironment,
                patience: budget.worker + .seconds(1),
                watch: watch,
                restarts: metrics.workerRestarts,
                logger: logger
            )
            services.insert(.init(service: local, serviceName: "worker"), at: 1)
        }
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
    }

    private static func fail(_ message: String, _ code: Int32) -> Never {
        let line = Array("lector-api: \(message)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(code)
    }
}
