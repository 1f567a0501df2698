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
    /// Where unnamed files are made.
    let folder: String
    let limits: Settings.Limits
    /// For one PDF.
    let time: Duration
    let logger: Logger
    private let places = Places(count: 2, queue: 32)

    init(program: String, environment: [String: String], settings: Settings, logger: Logger) {
        self.program = program
        // Nothing of ours but what it needs: above all, no secret.
        let passed: Set = ["PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TSAN_OPTIONS", "ASAN_OPTIONS"]
        self.environment = environment.filter { passed.contains($0.key) }.merging(["OMP_THREAD_LIMIT": "1"]) { $1 }
        folder = settings.database.lastIndex(of: "/").map { String(settings.database[...$0]) } ?? "."
        limits = settings.limits
        time = settings.times.run
        self.logger = logger
    }

    /// What a PDF is made of.
    struct Source: Sendable {
        var image: [UInt8]
        var pages: StoredPages
        var title: String?
        var language: String
    }

    /// The PDF; two are made at a time, others wait.
    func make(_ source: Source) async throws(APIError) -> TemporaryFile {
        guard await places.take() else { throw .queueFull(retryAfter: .seconds(5)) }
        defer { places.give() }
        let pdf: TemporaryFile
        let status: ExitStatus
        do {
            let image = try await TemporaryFile.make(in: folder, holding: source.image)
            let pages = try await TemporaryFile.make(in: folder, holding: source.pages.json)
            pdf = try await TemporaryFile.make(in: folder)
            status = try await run(arguments(source), [0: image.number, 1: pdf.number, 3: pages.number])
            withExtendedLifetime((image, pages)) {}
        } catch {
            logger.error("cannot make a PDF", metadata: ["error": "\(error)"])
            throw .storeUnavailable
        }
        guard status == .exited(0) else {
            logger.error("a PDF could not be made", metadata: ["pdf.status": "\(status)"])
            throw .noResult("No PDF could be made of this image.")
        }
        return pdf
    }

    private func arguments(_ source: Source) -> [String] {
        var arguments = [
            "pdf", "--lifeline", "\(Self.lifeline)", "--memory-limit", "\(limits.engineMemory)",
            "--pixel-limit", "\(limits.pixels)", "--language", source.language,
        ]
        if let title = source.title { arguments += ["--title=\(title)"] }
        return arguments
    }

    /// What the lifeline is in the child.
    private static let lifeline: Int32 = 4

    private func run(_ arguments: [String], _ files: [Int32: Int32]) async throws -> ExitStatus {
        let lifeline = try Lifeline()
        let descriptors = files.merging([Self.lifeline: lifeline.readEnd]) { $1 }
        let child = try await NIOThreadPool.singleton.runIfActive {
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
        let status = await child.exitStatus()
        withExtendedLifetime(lifeline) {}
        return status
    }
}
