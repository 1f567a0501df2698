// The worker as a service: all that runs, and how it stops.

import Logging
import ServiceLifecycle
import Shared

/// Runs the slots until the service is told to stop, then ends within the shutdown time.
struct WorkerService: Service {
    /// What is kept of the shutdown time for killing engines and giving their claims back, at most.
    static let shutdownMargin = Duration.seconds(1)
    /// How often an idle worker looks for work that no hint told of.
    static let pollInterval = Duration.milliseconds(250)

    let store: any JobStore
    let record: WorkerRecord
    let settings: Settings
    let starter: any EngineStarter
    let publisher: IdentityPublisher
    let logger: Logger

    private let running = RunningClaims()
    private let claimer: Claimer
    private let keeper: LeaseKeeper
    private let settler: Settler
    private let metrics: WorkerMetrics
    private let totals: TotalsPublisher

    init(
        store: any JobStore,
        record: WorkerRecord,
        settings: Settings,
        starter: any EngineStarter,
        publisher: IdentityPublisher,
        registry: MetricRegistry = MetricRegistry(),
        logger: Logger
    ) {
        self.store = store
        self.record = record
        self.settings = settings
        self.starter = starter
        self.publisher = publisher
        self.logger = logger
        let lease = settings.times.lease
        claimer = Claimer(store: store, worker: record.id, lease: lease, running: running, logger: logger)
        keeper = LeaseKeeper(store: store, worker: record.id, lease: lease, running: running, logger: logger)
        metrics = WorkerMetrics(registry)
        totals = TotalsPublisher(store: store, registry: registry, logger: logger)
        settler = Settler(store: store, lease: lease, metrics: metrics, logger: logger)
    }

    func run() async {
        await withDiscardingTaskGroup { helpers in
            helpers.addTask { await claimer.run() }
            helpers.addTask { await keeper.run() }
            helpers.addTask { await hear() }
            helpers.addTask { await poll() }
            helpers.addTask { await stopInTime() }
            helpers.addTask { await totals.run() }
            helpers.addTask {
                await publisher.run(record) {
                    claimer.open()
                    ServiceManager.tell(.ready)
                }
            }
            await runSlots()
            helpers.cancelAll()
        }
        await FinalWrite.run { [store, record, totals] in
            await totals.publish()
            try? await store.unregister(record.id)
        }
        logger.info("worker stopped")
    }

    private func runSlots() async {
        let slot = Slot(
            store: store,
            claimer: claimer,
            running: running,
            settler: settler,
            metrics: metrics,
            policy: RetryPolicy(attempts: settings.limits.attempts),
            logger: logger
        )
        let bench = EngineBench(
            starter: starter,
            policy: EngineBench.Policy(settings),
            isDraining: { [claimer] in claimer.isDraining },
            started: { [publisher, metrics] identity, reason in
                metrics.engineStarted(reason)
                publisher.note(identity)
            },
            logger: logger
        )
        await withDiscardingTaskGroup { slots in
            for _ in 0..<record.slots { slots.addTask { await slot.run(bench) } }
        }
    }

    /// Hints come at once, but may be lost.
    private func hear() async {
        for await hint in store.wakeups(for: .worker) {
            switch hint {
            case .work: claimer.wake()
            case .cancelled: keeper.check()
            case .settled, .status: continue
            }
        }
    }

    private func poll() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.pollInterval)
            // Where the store cannot be read the claimer finds out too, and says so.
            if claimer.isWanted, (try? await store.hasClaimable()) ?? true { claimer.wake() }
        }
    }

    /// From the signal on: no more claims; at the end of the shutdown time, no more engines.
    private func stopInTime() async {
        try? await gracefulShutdown()
        logger.info("worker stops", metadata: ["claims": "\(running.holdings.count)"])
        claimer.drain()
        // Cancelled: the slots have ended, or the whole group has to.
        let limit = settings.times.shutdown
        try? await Task.sleep(for: limit - min(Self.shutdownMargin, limit / 4))
        settler.hurry()
        running.stop(running.holdings, .shutdown)
    }
}

extension EngineBench.Policy {
    /// An engine is replaced once it holds this part of what it may allocate: it keeps what a large image took.
    private static let residentShare = 0.5

    init(_ settings: Settings) {
        self.init(
            languages: settings.language.split(separator: "+").map(String.init),
            recycleAfter: settings.workers.recycleAfter,
            residentLimit: Int(Double(settings.limits.engineMemory) * Self.residentShare)
        )
    }
}
