// Where this program lies.

import FoundationEssentials

enum ProgramFolder {
    /// With a slash at its end; empty where it cannot be told.
    static let path: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return own.lastIndex(of: "/").map { String(own[...$0]) } ?? ""
    }()
}
