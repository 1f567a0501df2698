// The two outputs of the process, one thing at a time, so that a bar never stands in the middle of a text.

import Shared

actor Stage {
    private let console: Console
    /// Whether there is a bar on standard error.
    private let isLive: Bool
    private var bar: [String] = []
    private var isTaken = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(_ console: Console, isLive: Bool) {
        (self.console, self.isLive) = (console, isLive)
    }

    /// A line that stays; the bar moves below it.
    func line(_ text: String) async {
        await take()
        await write(erasure + Harmless.line(text) + "\n" + bar.joined(separator: "\n"))
        leave()
    }

    /// The bar's lines, in place of those before.
    func draw(_ lines: [String]) async {
        guard isLive else { return }
        await take()
        if lines != bar {
            await write(erasure + lines.joined(separator: "\n"))
            bar = lines
        }
        leave()
    }

    /// Runs what writes to standard output, the bar out of its way.
    func document(_ body: @Sendable (any Sink) async throws -> Void) async throws {
        await take()
        defer { leave() }
        if !bar.isEmpty { await write(erasure) }
        bar = []
        try await body(console.output)
    }

    /// Back to the first column of the bar's first line, and everything behind it gone (ECMA-48's CUU and ED).
    private var erasure: String {
        guard !bar.isEmpty else { return "" }
        return "\r" + (bar.count > 1 ? "\u{1b}[\(bar.count - 1)A" : "") + "\u{1b}[J"
    }

    /// What standard error cannot take is lost: there is nowhere to say so.
    private func write(_ text: String) async { try? await console.errors.write(Array(text.utf8)) }

    // An actor takes others in while it waits for a write: these two keep them out.

    private func take() async {
        guard isTaken else { return isTaken = true }
        await withCheckedContinuation { queue.append($0) }
    }

    private func leave() {
        if queue.isEmpty { isTaken = false } else { queue.removeFirst().resume() }
    }
}
