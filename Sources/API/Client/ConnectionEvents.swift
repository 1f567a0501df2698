// What routes ask of the connection that a request came on.

import NIOCore

/// A body is going to be read: a client that waits for `100 Continue` may send it.
struct BodyWanted: Sendable {}

/// Someone wants to know when the client goes away while its request is answered.
struct ClientWatch: Sendable {
    /// Called at most once, on the event loop.
    var onGone: @Sendable () -> Void
}

/// The client stopped sending in the middle of a body.
struct BodyStalled: Error {}

extension Channel {
    /// Tells a client that expects it to send its body.
    func askForBody() {
        triggerUserOutboundEvent(BodyWanted(), promise: nil)
    }

    /// Calls the closure when the client closes its side of the connection before it got its answer.
    ///
    /// Also where the connection is closed already, and nobody is left to take the request to be told.
    func watchClient(onGone: @escaping @Sendable () -> Void) {
        let taken = eventLoop.makePromise(of: Void.self)
        taken.futureResult.whenFailure { error in
            if let error = error as? ChannelError, [.ioOnClosedChannel, .alreadyClosed].contains(error) { onGone() }
        }
        triggerUserOutboundEvent(ClientWatch(onGone: onGone), promise: taken)
    }
}
