// Reading the settings: command line over environment over file over default.

import Configuration
internal import SystemPackage

/// A setting that is not what it should be.
///
/// Programs end with exit code 78 (`EX_CONFIG`, sysexits.h).
package struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }

    package static let exitCode: Int32 = 78
}

extension Settings {
    /// Reads the settings from the process's surroundings.
    ///
    /// - Parameters:
    ///   - arguments: Without the program's name: `--http-port 8080`, `--rate-limit=off`, `--config FILE` for a JSON file.
    ///   - environment: `LECTOR_HTTP_PORT` and so on, and `PORT`.
    /// - Returns: The settings, with defaults where nothing is set.
    /// - Throws: What is wrong with the first bad setting.
    package static func read(
        arguments: [String],
        environment: [String: String]
    ) async throws(SettingsError) -> Settings {
        try checkNames(arguments: arguments, environment: environment)
        // The provider skips the first argument, which is the program's name.
        let line = CommandLineArgumentsProvider(arguments: ["lector"] + arguments)
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        var providers: [any ConfigProvider] = [line, variables.prefixKeys(with: "lector")]
        if let path = ConfigReader(providers: providers).string(forKey: "config") {
            providers.append(try await file(at: path))
        }
        var reader = SettingReader(ConfigReader(providers: providers))
        let settings = try Settings(from: &reader, portVariable: environment["PORT"])
        return settings
    }

    private static func file(at path: String) async throws(SettingsError) -> any ConfigProvider {
        do {
            return try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
        } catch {
            throw SettingsError("The settings file \(path) cannot be read: \(error)")
        }
    }

    private static func checkNames(arguments: [String], environment: [String: String]) throws(SettingsError) {
        for argument in arguments where argument.hasPrefix("--") {
            let name = argument.dropFirst(2).prefix { $0 != "=" }
            guard SettingReader.names.contains(where: { $0.replacing(".", with: "-") == name }) else {
                throw SettingsError("There is no setting --\(name).")
            }
        }
        // `lectorctl read` has one that is no setting of the service.
        let known = Set(SettingReader.names.map(SettingReader.variable)).union(["LECTOR_URL"])
        for name in environment.keys.sorted() where name.hasPrefix("LECTOR_") && !known.contains(name) {
            throw SettingsError("There is no setting \(name).")
        }
    }

    private init(from reader: inout SettingReader, portVariable: String?) throws(SettingsError) {
        self.init()
        try reader.read("http.host", into: &http.host)
        if let portVariable {
            http.port = try SettingValue.port(portVariable, name: "PORT")
        }
        try reader.read("http.port", into: &http.port, SettingValue.port)
        try reader.read("trusted.proxies", into: &http.trustedProxies, SettingValue.ranges)
        try reader.read("operator.token", into: &http.operatorToken, SettingValue.secret)
        try reader.read("rate.limit", into: &limits.rate, SettingValue.rate)
        try reader.read("upload.limit", into: &limits.upload, SettingValue.upload)
        try reader.read("request.limit", into: &limits.request, SettingValue.bytes)
        try reader.read("batch.limit", into: &limits.batch, SettingValue.count)
        try reader.read("pixel.limit", into: &limits.pixels, SettingValue.pixels)
        try reader.read("engine.memory", into: &limits.engineMemory, SettingValue.bytes)
        try reader.read("queue.limit", into: &limits.queue, SettingValue.count)
        try reader.read("max.attempts", into: &limits.attempts, SettingValue.count)
        try reader.read("sync.wait", into: &times.syncWait, SettingValue.duration)
        try reader.read("run.timeout", into: &times.run, SettingValue.duration)
        try reader.read("queue.timeout", into: &times.queue, SettingValue.duration)
        try reader.read("lease", into: &times.lease, SettingValue.duration)
        try reader.read("shutdown.timeout", into: &times.shutdown, SettingValue.duration)
        try reader.read("shutdown.delay", into: &times.shutdownDelay, SettingValue.delay)
        try reader.read("retention", into: &times.retention, SettingValue.duration)
        try reader.read("workers", into: &workers.local, SettingValue.slots)
        try reader.read("slots", into: &workers.slots, SettingValue.ownSlots)
        try reader.read("engine.recycle", into: &workers.recycleAfter, SettingValue.count)
        try reader.read("cache.ttl", into: &cache.timeToLive, SettingValue.duration)
        try reader.read("cache.memory", into: &cache.memory, SettingValue.bytes)
        try reader.read("log.level", into: &log.level, SettingValue.level)
        try reader.read("log.format", into: &log.format, SettingValue.choice)
        try reader.read("database", into: &database)
        try reader.read("language", into: &language, SettingValue.language)
        try reader.read("keep.uploads", into: &keepUploads, SettingValue.choice)
    }
}
