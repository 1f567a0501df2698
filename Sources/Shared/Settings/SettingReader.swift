// One setting at a time: the text from whichever source has it, parsed with a message that names it.

import Configuration

/// Reads texts by name.
///
/// Numbers too are read as texts: the library's own number readers fall back to the default in silence where a number
/// is mistyped.
struct SettingReader {
    private let reader: ConfigReader

    init(_ reader: ConfigReader) { self.reader = reader }

    /// Every name there is, in the library's dotted form.
    static let names = [
        "config", "http.host", "http.port", "trusted.proxies", "operator.token", "rate.limit", "upload.limit",
        "request.limit", "batch.limit", "pixel.limit", "engine.memory", "queue.limit", "max.attempts", "sync.wait",
        "run.timeout", "queue.timeout", "lease", "shutdown.timeout", "shutdown.delay", "retention", "workers",
        "slots", "engine.recycle", "cache.ttl", "cache.memory", "log.level", "log.format", "database", "language",
        "keep.uploads",
    ]

    /// The environment's name of a setting.
    static func variable(_ name: String) -> String {
        "LECTOR_" + name.uppercased().replacing(".", with: "_")
    }

    /// Leaves `value` alone where the setting is not set.
    mutating func read<Value>(
        _ name: String,
        into value: inout Value,
        _ parse: (String, String) throws(SettingsError) -> Value
    ) throws(SettingsError) {
        guard let text = try text(name) else { return }
        value = try parse(text, Self.variable(name))
    }

    mutating func read(_ name: String, into value: inout String) throws(SettingsError) {
        guard let text = try text(name) else { return }
        guard !text.isEmpty else { throw SettingsError("\(Self.variable(name)) is empty.") }
        value = text
    }

    /// A file may hold a bare number where the command line and the environment hold its digits.
    private func text(_ name: String) throws(SettingsError) -> String? {
        let key = ConfigKey(name)
        if let text = try? reader.fetchText(key) { return text }
        if let number = reader.int(forKey: key) { return String(number) }
        return nil
    }
}

extension ConfigReader {
    fileprivate func fetchText(_ key: ConfigKey) throws -> String? {
        try requiredString(forKey: key, isSecret: key.components == ["operator", "token"])
    }
}
