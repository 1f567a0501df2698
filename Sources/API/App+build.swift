// The application: all middleware, all routes, in one place.

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Shared

/// What requests share.
struct Front: Sendable {
    let waiters: JobWaiters
    let followers: Followers
    let shutdown: ShutdownState
    let application: Application<ApartResponder>
}

/// Builds everything between the socket and the store.
///
/// `program` is the path of `lector-worker`, and `environment` what it may know; `outermost` sees every request first.
func buildFront(
    store: any OperatorStore,
    settings: Settings,
    logger: Logger,
    web: WebFolder,
    program: String,
    environment: [String: String] = [:],
    timeouts: ConnectionHandler.Timeouts = .init(),
    metrics: FrontMetrics = FrontMetrics(),
    outermost: (any MiddlewareProtocol<Request, Response, LectorContext>)? = nil
) -> Front {
    let board = StatusBoard(store: store)
    let waiters = JobWaiters(store: store, logger: logger)
    let followers = Followers(store: store, logger: logger)
    let shutdown = ShutdownState()
    let parts = Parts(
        store: store,
        settings: settings,
        board: board,
        waiters: waiters,
        followers: followers,
        shutdown: shutdown,
        web: web,
        pdfs: PDFMaker(
            program: program,
            environment: environment,
            store: store,
            settings: settings,
            logger: logger
        ),
        metrics: metrics
    )
    var application = Application(
        responder: ApartResponder(responder: buildRouter(parts, outermost).buildResponder()),
        server: buildServer(timeouts),
        configuration: ApplicationConfiguration(
            address: .hostname(settings.http.host, port: settings.http.port),
            backlog: 1024,
            availableConnectionsDelegate: MaximumAvailableConnections(OpenFiles.connectionLimit, logger: logger)
        ),
        onServerRunning: { _ in ServiceManager.tell(.ready) },
        logger: logger
    )
    application.addServices(
        StoreWatcher(store: store, waiters: waiters, followers: followers, board: board, logger: logger)
    )
    return Front(waiters: waiters, followers: followers, shutdown: shutdown, application: application)
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

/// What routes are made of.
private struct Parts {
    let store: any OperatorStore
    let settings: Settings
    let board: StatusBoard
    let waiters: JobWaiters
    let followers: Followers
    let shutdown: ShutdownState
    let web: WebFolder
    let pdfs: PDFMaker
    let metrics: FrontMetrics
}

private func buildRouter(
    _ parts: Parts,
    _ outermost: (any MiddlewareProtocol<Request, Response, LectorContext>)?
) -> Router<LectorContext> {
    let (store, settings, board, waiters) = (parts.store, parts.settings, parts.board, parts.waiters)
    let limits = settings.limits
    let clients = ClientAddress(trustedProxies: settings.http.trustedProxies)
    let cache = HotCache(memory: settings.cache.memory)
    let options = OptionReader(language: settings.language)
    let forms = FormReader(store: store, board: board, limits: limits, options: options)
    let intake = Intake(store: store, board: board, cache: cache, pixelLimit: limits.pixels, metrics: parts.metrics)
    let details = DetailReader(store: store, board: board)
    let finder = JobFinder(store: store, board: board, retention: settings.times.retention)
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
        batches: BatchMaker(store: store, intake: intake, board: board),
        clients: clients,
        finder: finder,
        waiters: waiters,
        details: details,
        board: board
    )
    let batches = BatchController(store: store, finder: finder, waiters: waiters, details: details, board: board)
    let events = EventController(finder: finder, followers: parts.followers)
    let results = ResultController(store: store, finder: finder, board: board, pdfs: parts.pdfs)
    let languages = LanguageController(board: board, language: settings.language)
    let health = HealthController(board: board, shutdown: parts.shutdown, needsWorker: settings.workers.local != 0)
    let gate = OperatorGate(token: settings.http.operatorToken, clients: clients)
    let operators = OperatorController(store: store, board: board, hour: LastHour(store: store))
    let metrics = MetricsController(store: store, board: board, metrics: parts.metrics)
    let web = WebController(folder: parts.web)
    let reading = ReadController(forms: forms, intake: intake, clients: clients, finder: finder, waiters: waiters)

    let router = Router(context: LectorContext.self, options: [.autoGenerateHeadEndpoints])
    if let outermost { router.add(middleware: outermost) }
    router.add(middleware: RequestMiddleware(metrics: parts.metrics))
    router.add(middleware: ProblemMiddleware())
    let admission = AdmissionMiddleware(
        shutdown: parts.shutdown,
        limiter: limits.rate.map { RateLimiter($0) },
        clients: clients,
        refusals: parts.metrics.rateLimited
    )
    // Problems inside are answers too, and carry what admission adds to answers.
    let admitted = router.group().add(middleware: admission).add(middleware: ProblemMiddleware())
    extract.addRoutes(to: admitted)
    jobs.addCreation(to: admitted)
    let pages = router.group().add(middleware: ProblemPages())
    reading.addCreation(to: pages.group().add(middleware: admission).add(middleware: ProblemPages()))
    reading.addRoutes(to: pages)
    jobs.addRoutes(to: router)
    batches.addRoutes(to: router)
    events.addRoutes(to: router)
    results.addRoutes(to: router)
    languages.addRoutes(to: router)
    health.addRoutes(to: router)
    web.addRoutes(to: router)
    let gated = router.group().add(middleware: BoardEntry(gate: gate)).add(middleware: gate)
    operators.addRoutes(to: gated)
    metrics.addRoutes(to: gated)
    web.addBoard(to: gated)
    gated.refuseOthers(at: "board", than: .get)
    gated.refuseOthers(at: "board/data", than: .get)
    gated.refuseOthers(at: "metrics", than: .get)
    refuseOtherMethods(router)
    return router
}

private func refuseOtherMethods(_ router: Router<LectorContext>) {
    let readable: [RouterPath] = [
        "/", "jobs/:id/events", "jobs/:id/result", "batches/:id/events", "languages", "health", "ready", "docs",
        "openapi.json", "assets/**", "read/:id",
    ]
    for path in readable { router.refuseOthers(at: path, than: .get) }
    for path: RouterPath in ["extract-text", "batch-extract", "read"] { router.refuseOthers(at: path, than: .post) }
    for path: RouterPath in ["jobs/:id", "batches/:id"] { router.refuseOthers(at: path, than: .get, .delete) }
    // GET is for operators, and there is nothing for others.
    router.refuseOthers(at: "jobs", than: .post, .get)
}
