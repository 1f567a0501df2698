// Puts a worker together and runs it: the one place that knows all of its parts.

import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle
import Shared
import UnixSignals

struct WorkerGroup {
    /// `EX_TEMPFAIL` (sysexits.h): worth another try.
    static let storeFailureExitCode: Int32 = 75

    let settings: Settings
    let logger: Logger

    private let registry = MetricRegistry()

    init(settings: Settings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Returns after SIGTERM or SIGINT, when all that was in hand is finished or given back.
    func run() async throws {
        let store: SQLiteStore
        do throws(StoreError) {
            store = try SQLiteStore(
                path: settings.database,
                policy: SQLiteStore.Policy(settings),
                telemetry: StoreTelemetry(logger: logger, metrics: registry, process: "worker")
            )
        } catch {
            logger.critical("the store cannot be opened", metadata: ["store.error": "\(error)"])
            throw ExitCode(Self.storeFailureExitCode)
        }
        try await group(store).run()
    }

    /// Services stop in reverse order: the worker first.
    ///
    /// They are named because the library logs them in full otherwise, secrets in the settings included.
    private func group(_ store: any JobStore) -> ServiceGroup {
        let record = record
        let worker = WorkerService(
            store: store,
            record: record,
            settings: settings,
            starter: starter,
            publisher: IdentityPublisher(store: store, logger: logger),
            registry: registry,
            logger: logger
        )
        logger.info("worker starts", metadata: ["worker.id": "\(record.id)", "worker.slots": "\(record.slots)"])
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: JanitorService(store: store, logger: logger), serviceName: "janitor"),
                    .init(
                        service: worker,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        serviceName: "worker"
                    ),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
    }

    private var starter: ChildEngineStarter {
        ChildEngineStarter(
            limits: ChildEngine.Limits(run: settings.times.run, pixels: settings.limits.pixels),
            spawner: EngineSpawner(
                memoryLimit: settings.limits.engineMemory,
                environment: ProcessInfo.processInfo.environment
            ),
            logger: logger
        )
    }

    private var record: WorkerRecord {
        WorkerRecord(
            id: WorkerID(),
            host: HostName.current,
            pid: getpid(),
            version: Lector.version,
            slots: settings.workers.slots ?? SlotCount.current().slots,
            identity: .unknown
        )
    }
}
