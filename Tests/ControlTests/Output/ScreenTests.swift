// What is known of a terminal.

import Testing

@testable import Control

@Suite struct ScreenTests {
    /// The output of tests is a pipe or a file.
    @Test func `where there is no terminal, COLUMNS counts, and nothing is coloured`() {
        #expect(Screen.current(["COLUMNS": "77"]).width == 77)
        for columns in ["", "0", "-3", "many"] { #expect(Screen.current(["COLUMNS": columns]).width == 100) }
        #expect(!Screen.current(["TERM": "xterm"]).hasColour)
    }
}
