// What standard error is.

import Glibc

extension Screen {
    /// As `current`, of standard error.
    static func errors(_ environment: [String: String]) -> Screen {
        var screen = current(environment)
        screen.isTerminal = isatty(STDERR_FILENO) == 1
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        screen.hasColour = screen.isTerminal && !isPlain
        var size = winsize()
        if ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { screen.width = Int(size.ws_col) }
        return screen
    }
}
