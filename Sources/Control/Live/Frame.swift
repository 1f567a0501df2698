// What `top` shows at one moment.

import FoundationEssentials
import Shared

struct Frame: Sendable {
    /// More than fit on a screen.
    private static let jobLimit = 200

    let status: StatusView
    let running: [JobListing]

    static func read(_ session: Session) async throws -> Frame {
        Frame(
            status: try await StatusView.read(session),
            running: try await session.store.jobs(JobSelection(state: .running, limit: jobLimit))
        )
    }

    func lines(_ screen: Screen) -> [String] {
        let jobs = running.isEmpty ? ["nothing is running"] : JobTable.lines(running, now: status.now, screen)
        return [RFC3339.text(status.now)] + status.facts(screen) + [""] + jobs + [""]
            + WorkerTable.lines(status.workers, now: status.now, screen)
    }

    func write(to json: inout JSONWriter) {
        json.member("time", RFC3339.text(status.now))
        json.name("status")
        json.object { status.write(to: &$0) }
        json.array("running", running) { $0.writeWithFailure(to: &$1) }
    }
}
