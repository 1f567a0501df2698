// What Linux tells of a process.

import FoundationEssentials

/// The fields of `/proc/<pid>/stat` that are used: proc(5).
struct ProcessStat {
    let isStopped: Bool
    let userTicks: Int
    let systemTicks: Int
    let startTicks: Int
    let residentPages: Int

    /// Nil where there is no such process; waits for no disk.
    init?(pid: Int32) {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return nil }
        self.init(text)
    }

    /// Nil for what is no such line.
    ///
    /// The second field, the name, is in brackets and may hold anything.
    init?(_ text: String) {
        guard let end = text.lastIndex(of: ")") else { return nil }
        // From the third on.
        let fields = text[end...].dropFirst(2).split(whereSeparator: \.isWhitespace)
        guard fields.count > 21, let user = Int(fields[11]), let system = Int(fields[12]), let start = Int(fields[19]),
            let pages = Int(fields[21])
        else { return nil }
        isStopped = fields[0] == "T"
        (userTicks, systemTicks, startTicks, residentPages) = (user, system, start, pages)
    }
}
