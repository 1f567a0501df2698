// Searchable PDFs, which a process of its own makes: this one decodes no image.

import Glibc
import Logging
import NIOCore
import NIOPosix
import Shared

/// Starts `lector-worker pdf` for each PDF, with the limits of an engine and nothing but the files that it needs.
struct PDFMaker: Sendable {
    /// The path of `lector-worker`.
    let program: String
    let environment: [String: String]
    let store: any JobStore
    let limits: Settings.Limits
    /// For one PDF.
    let time: Duration
    let logger: Logger
    private let places = Places(count: 2, queue: 32)

    init(
        program: String,
        environment: [String: String],
        store: any JobStore,
        settings: Settings,
        logger: Logger
    ) {
        self.program = program
        self.environment = DecoderEnvironment.make(from: environment)
        self.store = store
        limits = settings.limits
        time = settings.times.run
        self.logger = logger
    }

    /// The PDF of a job that has a result; two are made at a time, others wait.
    ///
    /// Gives up where the task is cancelled.
    func make(of job: Job) async throws(APIError) -> StoredFile {
        guard await places.take() else { throw .queueFull(retryAfter: .seconds(5)) }
        defer { places.give() }
        // Who waited in vain has gone: nothing is to be made for nobody.
        guard !Task.isCancelled else { throw .clientGone }
        let (pdf, words): (StoredFile, StoredFile)
        let status: ExitStatus
        do {
            guard let image = try await store.upload(of: job.id), let stored = try await store.pages(of: job.id) else {
                throw APIError.imageNotKept
            }
            let pages = try await store.temporaryFile(holding: stored.json)
            pdf = try await store.temporaryFile(holding: [])
            words = try await store.temporaryFile(holding: [])
            let files: [Int32: Int32] = [0: image.number, 1: pdf.number, 2: words.number, 3: pages.number]
            status = try await run(arguments(job), files)
            withExtendedLifetime((image, pages)) {}
        } catch let error as APIError {
            throw error
        } catch {
            logger.error("cannot make a PDF", metadata: ["error": "\(error)"])
            throw .storeUnavailable
        }
        guard status != .exited(0) else { return pdf }
        guard !Task.isCancelled else { throw .clientGone }
        let reason = await lastLine(of: words)
        logger.error("a PDF could not be made", metadata: ["pdf.status": "\(status)", "pdf.error": "\(reason)"])
        throw status == .exited(Self.badImage) ? .noResult("No PDF can be made of this image.") : .pdfNotMade
    }

    private func arguments(_ job: Job) -> [String] {
        var arguments = [
            "pdf", "--lifeline", "\(Self.lifeline)", "--memory-limit", "\(limits.engineMemory)",
            "--pixel-limit", "\(limits.pixels)",
        ]
        // With the equals sign: names may begin with a dash.
        if let title = job.filename { arguments.append("--title=\(title)") }
        if let language = LanguageTag.tag(for: job.options.language) { arguments.append("--language=\(language)") }
        return arguments
    }

    /// What a child ends with that cannot decode the image (`EX_DATAERR`, sysexits.h).
    private static let badImage: Int32 = 65

    /// Before its reason a library may have said something, too.
    private func lastLine(of words: StoredFile) async -> String {
        guard let size = try? await words.size(), size > 0 else { return "" }
        let bytes = try? await words.read(at: max(0, size - 500), count: 500)
        return bytes.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").last }.map(String.init) ?? ""
    }

    /// What the lifeline is in the child.
    private static let lifeline: Int32 = 4

    private func run(_ arguments: [String], _ files: [Int32: Int32]) async throws -> ExitStatus {
        let lifeline = try Lifeline()
        let descriptors = files.merging([Self.lifeline: lifeline.readEnd]) { $1 }
        let child = try await offThePool { () throws(ChildProcessError) in
            try ChildProcess.spawn(
                executable: program,
                arguments: arguments,
                environment: environment,
                inheriting: descriptors
            )
        }
        lifeline.closeReadEnd()
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(time)) {
            child.send(signal: SIGKILL)
        }
        defer { timer.cancel() }
        let status = await withTaskCancellationHandler {
            await child.exitStatus()
        } onCancel: {
            child.send(signal: SIGKILL)
        }
        withExtendedLifetime(lifeline) {}
        return status
    }
}
