// The limits that control groups set, versions 1 and 2 (`cgroups(7)`).

/// The tightest limits from the process's own group up to the root.
struct ControlGroup: Sendable, Equatable {
    /// Cores' worth of time; nil where there is no quota.
    var cores: Double?
    /// Bytes; nil where there is no limit.
    var memory: Int?

    /// - Parameter file: the text of a file by its path, nil where it cannot be read.
    init(file: (String) -> String?) {
        for entry in Self.entries(in: file("/proc/self/cgroup") ?? "0::/") {
            for folder in Self.ancestors(of: entry.path) {
                read(entry.controllers, folder, file)
            }
        }
    }

    private mutating func read(_ controllers: [Substring], _ folder: String, _ file: (String) -> String?) {
        let root = "/sys/fs/cgroup"
        if controllers.isEmpty {
            take(cores: file("\(root)\(folder)/cpu.max").flatMap(Self.quota))
            take(memory: file("\(root)\(folder)/memory.max").flatMap(Self.bytes))
        }
        if controllers.contains("cpu") {
            for mount in ["cpu", "cpu,cpuacct"] {
                let quota = file("\(root)/\(mount)\(folder)/cpu.cfs_quota_us")
                let period = file("\(root)/\(mount)\(folder)/cpu.cfs_period_us")
                if let quota, let period { take(cores: Self.quota("\(Self.line(quota)) \(Self.line(period))")) }
            }
        }
        if controllers.contains("memory") {
            take(memory: file("\(root)/memory\(folder)/memory.limit_in_bytes").flatMap(Self.bytes))
        }
    }

    private mutating func take(cores new: Double?) {
        if let new { cores = min(cores ?? new, new) }
    }

    private mutating func take(memory new: Int?) {
        if let new { memory = min(memory ?? new, new) }
    }

    /// `0::/a/b` is version 2 and has no controllers; `4:cpu,cpuacct:/a` is version 1.
    private static func entries(in text: String) -> [(controllers: [Substring], path: Substring)] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            return (fields[1].split(separator: ","), fields[2])
        }
    }

    /// `/a/b` → `/a/b`, `/a`, and the root as an empty text, which is also where a container sees its own group.
    static func ancestors(of path: Substring) -> [String] {
        let names = path.split(separator: "/")
        return (0...names.count).reversed().map { count in names.prefix(count).map { "/" + $0 }.joined() }
    }

    /// `150000 100000` is one core and a half; `max 100000` and `-1 100000` are no quota.
    static func quota(_ text: String) -> Double? {
        let fields = text.split { $0 == " " || $0 == "\n" }
        guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]), quota > 0, period > 0
        else { return nil }
        return quota / period
    }

    /// Version 1 has no word for no limit, but a number near 2^63.
    static func bytes(_ text: String) -> Int? {
        guard let bytes = Int(line(text)), bytes > 0, bytes < 1 << 60 else { return nil }
        return bytes
    }

    private static func line(_ text: String) -> Substring {
        text.split(separator: "\n").first ?? ""
    }
}
