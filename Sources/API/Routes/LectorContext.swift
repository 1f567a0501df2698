// What goes with a request on its way.

import Hummingbird
import NIOCore
import Shared
import Synchronization

/// A request's connection, and when it came.
struct LectorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    let start = ContinuousClock.now
    /// What the request goes by in logs and in `X-Request-ID`.
    var requestID = ""
    /// Where it belongs in a trace of others.
    var traceParent: TraceParent?
    let notes = RequestNotes()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// How long the client has waited inside the service.
    var elapsed: Duration { start.duration(to: .now) }

    /// The pattern of its path; nil where there is nothing at that path, which Hummingbird calls so.
    var route: String? { endpointPath == "NotFound" ? nil : endpointPath }

    /// What a job remembers of it.
    var origin: RequestOrigin { RequestOrigin(requestID: requestID, traceParent: traceParent) }
}

/// What a request was about, for its line in the log.
final class RequestNotes: Sendable {
    private let names = Mutex<[(name: String, id: JobID)]>([])

    /// `job.id`, `batch.id`.
    var all: [(name: String, id: JobID)] { names.withLock { $0 } }

    func note(job id: JobID) { names.withLock { $0.append(("job.id", id)) } }

    func note(batch id: JobID) { names.withLock { $0.append(("batch.id", id)) } }
}
