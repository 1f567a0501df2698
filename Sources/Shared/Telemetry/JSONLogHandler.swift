// Log lines for machines.

import FoundationEssentials
import Glibc
import Logging

/// Writes every line to standard error as one JSON object: `time`, `level`, `label`, `message`, and the metadata by
/// its own names.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String

    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = line(of: event, at: Date())
        line.append(UInt8(ascii: "\n"))
        // One write(2): lines of different threads do not mix.
        line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    func line(of event: LogEvent, at time: Date) -> [UInt8] {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        var json = JSONWriter()
        json.object { line in
            line.member("time", RFC3339.text(time))
            line.member("level", event.level.rawValue)
            line.member("label", label)
            line.member("message", event.message.description)
            for (key, value) in all.sorted(by: { $0.key < $1.key }) { line.member(key, value.description) }
        }
        return json.bytes
    }
}
