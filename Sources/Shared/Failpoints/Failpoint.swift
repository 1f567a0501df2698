// Places where a test can have a process die, stand still, or find its disk broken. In debug builds only: a release has
// none of it.

import GRDB
import Glibc
import Synchronization

/// A named place in the way of a write.
enum Failpoint: String, CaseIterable, Sendable {
    case uploadBefore = "upload-before"
    case uploadAfter = "upload-after"
    case beginBefore = "begin-before"
    case beginAfter = "begin-after"
    case acceptAfter = "accept-after"
    case claimAfter = "claim-after"
    case finishAfter = "finish-after"
    case commitBefore = "commit-before"
    case commitAfter = "commit-after"
    case notifyAfter = "notify-after"
    case answerAfter = "answer-after"

    /// Does what the environment asks for here, if anything.
    ///
    /// Throws where that is an error of the disk.
    @inline(__always)
    func pass() throws {
        #if FAILPOINTS
        try FailpointPlan.current?.pass(self)
        #endif
    }

    /// The same where nothing can be thrown any more: what is done is done.
    @inline(__always)
    func passWithoutError() {
        #if FAILPOINTS
        try? FailpointPlan.current?.pass(self)
        #endif
    }
}

#if FAILPOINTS
/// `FAILPOINT=PROGRAM:POINT:ACTION:COUNT`: in that program, at the COUNT-th pass of that point, that action, once.
///
/// Where `FAILPOINT_MARK` names a file, once in all processes together: the first makes it. Otherwise a worker that is
/// started again would come to the same point again.
///
/// The actions are `kill` (SIGKILL), `stop` (SIGSTOP), `io-error` and `disk-full` (SQLite's errors of these names).
final class FailpointPlan: Sendable {
    private let point: String
    private let action: String
    private let count: Int
    private let mark: String?
    private let passes = Atomic(0)

    static let current: FailpointPlan? = {
        guard let text = getenv("FAILPOINT").map({ String(cString: $0) }) else { return nil }
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 4, CommandLine.arguments.first?.hasSuffix(parts[0]) == true, let count = Int(parts[3])
        else { return nil }
        let mark = getenv("FAILPOINT_MARK").map { String(cString: $0) }
        return FailpointPlan(point: parts[1], action: parts[2], count: count, mark: mark)
    }()

    private init(point: String, action: String, count: Int, mark: String?) {
        self.point = point
        self.action = action
        self.count = count
        self.mark = mark
    }

    /// False where another process was here before.
    private func isFirst() -> Bool {
        guard let mark else { return true }
        let file = open(mark, O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
        return file >= 0
    }

    func pass(_ place: Failpoint) throws {
        guard place.rawValue == point, passes.add(1, ordering: .relaxed).newValue == count, isFirst()
        else { return }
        let line = Array("failpoint \(point) \(action)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        switch action {
        case "kill": raise(SIGKILL)
        case "stop": raise(SIGSTOP)
        case "io-error": throw DatabaseError(resultCode: .SQLITE_IOERR, message: "failpoint")
        case "disk-full": throw DatabaseError(resultCode: .SQLITE_FULL, message: "failpoint")
        default: preconditionFailure("there is no action \(action)")
        }
    }
}
#endif
