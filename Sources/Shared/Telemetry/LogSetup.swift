// Where log lines go: standard error, as text or as JSON.

package import Logging

/// Sets up logging, once, at the start of a program.
package enum LogSetup {
    /// Has every logger made from now on write as the settings say, and returns the program's own.
    package static func bootstrap(_ settings: Settings.Log, label: String) -> Logger {
        let level = Logger.Level(rawValue: settings.level) ?? .info
        switch settings.format {
        case .text:
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        case .json:
            LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level) }
        }
        return Logger(label: label)
    }
}
