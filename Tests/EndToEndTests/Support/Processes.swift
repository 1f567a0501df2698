// Looking at processes through /proc.

import FoundationEssentials
import Glibc

enum Processes {
    /// The processes that a process has started, oldest first.
    static func children(of parent: Int32) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { status(of: $0)?.parent == parent }.sorted()
    }

    /// Whether a process is there and has not ended.
    static func isAlive(_ pid: Int32) -> Bool {
        status(of: pid).map { $0.state != "Z" && $0.state != "X" } ?? false
    }

    /// Processor time used so far, in ticks of `sysconf(_SC_CLK_TCK)`; nil where there is no such process.
    static func ticks(of pid: Int32) -> Int? { status(of: pid)?.ticks }

    private static func status(of pid: Int32) -> (state: String, parent: Int32, ticks: Int)? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: name)...].split(separator: " ")
        guard fields.count > 12, let parent = Int32(fields[1]), let user = Int(fields[11]), let system = Int(fields[12])
        else { return nil }
        return (String(fields[0]), parent, user + system)
    }
}
