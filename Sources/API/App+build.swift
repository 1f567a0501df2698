// The application: all middleware, all routes, in one place.

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Shared

/// What requests share.
struct Front: Sendable {
    let waiters: JobWaiters
    let shutdown: ShutdownState
    let application: Application<RouterResponder<LectorContext>>
}

/// Builds everything between the socket and the store.
func buildFront(
    store: any JobStore,
    settings: Settings,
    logger: Logger,
    timeouts: ConnectionHandler.Timeouts = .init()
) -> Front {
    let board = StatusBoard(store: store)
    let waiters = JobWaiters(store: store, logger: logger)
    let shutdown = ShutdownState()
    let router = buildRouter(store, settings, board, waiters, shutdown)
    var application = Application(
        router: router,
        server: buildServer(timeouts),
        configuration: ApplicationConfiguration(
            address: .hostname(settings.http.host, port: settings.http.port),
            backlog: 1024,
            availableConnectionsDelegate: MaximumAvailableConnections(OpenFiles.connectionLimit, logger: logger)
        ),
        logger: logger
    )
    application.addServices(StoreWatcher(store: store, waiters: waiters, board: board, logger: logger))
    return Front(waiters: waiters, shutdown: shutdown, application: application)
}

private func buildServer(_ timeouts: ConnectionHandler.Timeouts) -> HTTPServerBuilder {
    .http1(
        configuration: .init(
            additionalChannelHandlers: [ConnectionHandler(timeouts: timeouts)],
            idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024,
                maxHeaderListSize: 32 * 1024,
                maxHeaderFieldCount: 100
            )
        )
    )
}

private func buildRouter(
    _ store: any JobStore,
    _ settings: Settings,
    _ board: StatusBoard,
    _ waiters: JobWaiters,
    _ shutdown: ShutdownState
) -> Router<LectorContext> {
    let limits = settings.limits
    let clients = ClientAddress(trustedProxies: settings.http.trustedProxies)
    let cache = HotCache(memory: settings.cache.memory)
    let options = OptionReader(language: settings.language)
    let forms = FormReader(store: store, board: board, limits: limits, options: options)
    let intake = Intake(store: store, board: board, cache: cache, pixelLimit: limits.pixels)
    let details = DetailReader(store: store, board: board)
    let extract = ExtractController(
        forms: forms,
        intake: intake,
        clients: clients,
        jobs: JobAwaiter(store: store, waiters: waiters, limit: settings.times.syncWait),
        details: details,
        board: board
    )
    let jobs = JobController(
        store: store,
        forms: forms,
        intake: intake,
        clients: clients,
        waiters: waiters,
        details: details,
        board: board,
        retention: settings.times.retention
    )
    let languages = LanguageController(board: board, language: settings.language)
    let health = HealthController(board: board, shutdown: shutdown, needsWorker: settings.workers.local != 0)

    let router = Router(context: LectorContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: RequestMiddleware())
    router.add(middleware: ProblemMiddleware())
    let admitted = router.group()
    admitted.add(
        middleware: AdmissionMiddleware(
            shutdown: shutdown,
            limiter: limits.rate.map { RateLimiter($0) },
            clients: clients
        )
    )
    // Problems inside are answers too, and carry what admission adds to answers.
    admitted.add(middleware: ProblemMiddleware())
    extract.addRoutes(to: admitted)
    jobs.addCreation(to: admitted)
    jobs.addRoutes(to: router)
    languages.addRoutes(to: router)
    health.addRoutes(to: router)

    router.refuseOthers(at: "extract-text", than: .post)
    router.refuseOthers(at: "batch-extract", than: .post)
    router.refuseOthers(at: "jobs", than: .post)
    router.refuseOthers(at: "jobs/:id", than: .get, .delete)
    router.refuseOthers(at: "languages", than: .get)
    router.refuseOthers(at: "health", than: .get)
    router.refuseOthers(at: "ready", than: .get)
    router.refuseOthers(at: "/", than: .get)
    return router
}
