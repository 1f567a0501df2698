// Frames on a terminal, each in the place of the one before, or one after the other where there is no terminal.

import Glibc
import Shared

struct Display: Sendable {
    private let session: Session
    private let isLive: Bool

    init(_ session: Session) {
        self.session = session
        isLive = session.console.screen().isTerminal && !session.json
    }

    /// Takes the alternate screen and hides the cursor (xterm's modes 1049 and 25).
    func begin() async throws {
        guard isLive else { return }
        // Stopped, it would leave the shell on that screen.
        signal(SIGTSTP, SIG_IGN)
        try await send("\u{1b}[?1049h\u{1b}[?25l")
    }

    /// Gives the terminal back as it was.
    func end() async {
        guard isLive else { return }
        try? await send("\u{1b}[?25h\u{1b}[?1049l")
        signal(SIGTSTP, SIG_DFL)
    }

    func show(_ frame: Frame) async throws {
        let screen = session.console.screen()
        guard isLive else {
            let gap = session.json ? [] : [""]
            return try await session.print(frame.lines(screen) + gap) { frame.write(to: &$0) }
        }
        // Every line clears its rest, and the last what is below: nothing flickers.
        let lines = frame.lines(screen).prefix(max(1, screen.height)).map { "\($0)\u{1b}[K" }
        try await send("\u{1b}[H" + lines.joined(separator: "\r\n") + "\u{1b}[J")
    }

    private func send(_ text: String) async throws { try await session.console.output.write(Array(text.utf8)) }
}
