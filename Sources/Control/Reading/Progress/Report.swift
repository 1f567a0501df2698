// What people who watch are told: a bar on a terminal, lines in a pipe, or nothing.

import Shared
import Synchronization

final class Report: Sendable {
    enum Manner: Sendable { case bar, lines, quiet }

    let stage: Stage
    private let manner: Manner
    private let screen: @Sendable () -> Screen
    private let progress: Mutex<Progress>
    private let noted = Mutex<Noted>(Noted())

    /// What has been said of waiting in lines: files mostly wait for the same.
    private struct Noted {
        var pauseEnds: ContinuousClock.Instant?
        /// The files that wait for the service to come back.
        var away: Set<Int> = []
    }

    init(total: Int, console: Console, manner: Manner, screen: @escaping @Sendable () -> Screen) {
        stage = Stage(console, isLive: manner == .bar)
        self.manner = manner
        self.screen = screen
        progress = Mutex(Progress(total: total, start: .now))
    }

    func begins(_ index: Int, _ name: String) { progress.withLock { $0.begin(index, name, at: .now) } }

    func stands(_ index: Int, _ standing: Standing) async {
        progress.withLock { $0.stand(index, standing) }
        if manner == .lines, let note = note(on: standing, of: index) { await stage.line(note) }
    }

    func ended(_ index: Int, _ name: String, _ summary: ReadSummary) async {
        let duration = end(index, summary)
        guard manner == .lines else { return }
        let confidence = summary.confidence.map { "  \(Fraction.text($0))" } ?? ""
        await stage.line("read  \(name)  \(duration.span)\(confidence)")
    }

    func ended(_ index: Int, _ name: String, _ failure: ReadFailure) async {
        _ = end(index, nil)
        if manner != .quiet { await stage.line("failed  \(name)  \(failure.code): \(failure.detail)") }
    }

    private func end(_ index: Int, _ summary: ReadSummary?) -> Duration {
        noted.withLock { _ = $0.away.remove(index) }
        return progress.withLock { $0.end(index, summary, at: .now) }
    }

    /// Draws ten times a second at most, until cancelled.
    func run() async {
        guard manner == .bar else { return }
        while !Task.isCancelled {
            await stage.draw(Bar.lines(progress.withLock { $0 }, at: .now, screen()))
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// The bar gives way to what has come of everything.
    func close() async {
        guard manner == .bar else { return }
        await stage.draw([])
        let (progress, now) = (progress.withLock { $0 }, ContinuousClock.now)
        var parts = ["\(progress.read) of \(progress.total) read"]
        if progress.failed > 0 { parts.append("\(progress.failed) failed") }
        parts += [(now - progress.start).span, progress.pace(at: now)]
        await stage.line(parts.joined(separator: ", "))
    }

    private func note(on standing: Standing, of index: Int) -> String? {
        noted.withLock { noted in
            switch standing {
            case .going:
                noted.away.remove(index)
                return nil
            case .paused(let until, let reason):
                let now = ContinuousClock.now
                // The end of one that was noted is no new one.
                if let end = noted.pauseEnds, end > now || until - now < .milliseconds(500) { return nil }
                noted.pauseEnds = until
                return "waits  \((until - now + .milliseconds(500)).age)  \(reason)"
            case .away(let reason):
                let isNew = noted.away.isEmpty
                noted.away.insert(index)
                return !isNew ? nil : "waits  \(reason): trying again"
            }
        }
    }
}
