// What an output is: how wide, how high, and whether it may be coloured.

import Glibc

struct Screen: Sendable, Equatable {
    /// Where neither a terminal nor COLUMNS says.
    private static let defaultWidth = 100
    private static let defaultHeight = 24

    var width = Self.defaultWidth
    var height = Self.defaultHeight
    var isTerminal = false
    var hasColour = false

    /// Of the environment NO_COLOR (https://no-color.org), TERM and COLUMNS count.
    static func current(_ environment: [String: String], of descriptor: Int32 = STDOUT_FILENO) -> Screen {
        var screen = Screen()
        screen.isTerminal = isatty(descriptor) == 1
        screen.hasColour =
            screen.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        if isKnown, size.ws_col > 0 {
            screen.width = Int(size.ws_col)
        } else if let columns = environment["COLUMNS"].flatMap({ Int($0) }), (1...10_000).contains(columns) {
            screen.width = columns
        }
        if isKnown, size.ws_row > 0 { screen.height = Int(size.ws_row) }
        return screen
    }
}
