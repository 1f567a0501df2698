// What the local worker is told.

import Shared

/// The environment of a worker that reads the same settings as this process, wherever those came from.
enum WorkerEnvironment {
    /// Arguments, without the program's name, and environment are this process's; the settings are what was made of
    /// them.
    ///
    /// The timeout is what the worker has between SIGTERM and its end.
    static func make(
        arguments: [String],
        environment: [String: String],
        settings: Settings,
        timeout: Duration
    ) -> [String: String] {
        var result = environment.merging(variables(for: arguments)) { $1 }
        result["LECTOR_DATABASE"] = settings.database
        result["LECTOR_SLOTS"] = settings.workers.local.map(String.init) ?? "auto"
        result["LECTOR_SHUTDOWN_TIMEOUT"] = "\(timeout.milliseconds)ms"
        // libgomp reads it when it is loaded: it has to be there from the start.
        result["OMP_THREAD_LIMIT"] = "1"
        // Readiness is this process's to tell.
        result["NOTIFY_SOCKET"] = nil
        return result
    }

    /// `--rate-limit off` and `--rate-limit=off` as `LECTOR_RATE_LIMIT`.
    private static func variables(for arguments: [String]) -> [String: String] {
        var variables: [String: String] = [:]
        var name: String?
        for argument in arguments {
            if argument.hasPrefix("--") {
                let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                name = parts.first.map { "LECTOR_" + $0.uppercased().replacing("-", with: "_") }
                if let name, parts.count == 2 { variables[name] = String(parts[1]) }
            } else if let name {
                variables[name] = argument
            }
        }
        return variables
    }
}
