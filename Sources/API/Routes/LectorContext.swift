// What goes with a request on its way.

import Hummingbird
import NIOCore

/// A request's connection, and when it came.
struct LectorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    let start = ContinuousClock.now
    /// What the request goes by in logs and in `X-Request-ID`.
    var requestID = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// How long the client has waited inside the service.
    var elapsed: Duration { start.duration(to: .now) }
}
