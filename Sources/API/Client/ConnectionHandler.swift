// What HTTP/1.1 asks of a connection beyond requests and answers, and Hummingbird leaves open.

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// One connection's manners.
///
/// - `Expect: 100-continue` is answered once a route wants the body (RFC 9110 §10.1.1), so not where the headers alone
///   are reason to refuse it.
/// - An answer that comes before its request has ended closes the connection, instead of reading on what nobody wants.
///   The client is given time to read the answer: a socket closed with unread bytes in it is reset (RFC 9112 §9.6).
/// - A body that stops half way becomes an error for whoever reads it.
/// - Routes can learn that the client has gone.
/// - A client that does not take its answer, of which more waits than the kernel holds, does not keep it for ever.
/// - A shutdown gives the connection some time, not all it wants.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    struct Timeouts: Sendable {
        /// Between two chunks of a body.
        var body = TimeAmount.seconds(30)
        /// For a whole request: who drips its body byte by byte does not hold a connection for ever.
        var request = TimeAmount.minutes(5)
        /// For taking what has been sent: tens of kilobytes, beyond what the kernel holds.
        var unread = TimeAmount.seconds(60)
        /// For reading the last answer.
        var linger = TimeAmount.seconds(3)
        /// Between the server's decision to stop and the end of the connection.
        var quiesce = TimeAmount.seconds(8)
    }

    private enum Phase {
        case serving
        /// The answer being written is the last.
        case closing
        /// The last answer is written; what still comes is thrown away.
        case lingering
    }

    private let timeouts: Timeouts
    private var phase = Phase.serving
    private var isRequestOpen = false
    private var expectsContinue = false
    private var isInputClosed = false
    private var lastRead = NIODeadline.uptimeNanoseconds(0)
    private var requestStart = NIODeadline.uptimeNanoseconds(0)
    private var bodyCheck: Scheduled<Void>?
    private var unreadCheck: Scheduled<Void>?
    private var onGone: (@Sendable () -> Void)?

    init(timeouts: Timeouts = Timeouts()) { self.timeouts = timeouts }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .lingering else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            isRequestOpen = true
            requestStart = context.eventLoop.now
            expectsContinue = head.headerFields[.expect]?.lowercased() == "100-continue"
            lastRead = requestStart
        case .body: lastRead = context.eventLoop.now
        case .end: isRequestOpen = false
        }
        context.fireChannelRead(data)
    }

    /// A request that has come whole needs no timer: so those who only wait for an answer have none.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isRequestOpen, bodyCheck == nil { checkBody(context, at: lastRead + timeouts.body) }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): writeHead(head, context, promise)
        case .body: context.write(data, promise: promise)
        case .end:
            onGone = nil
            context.write(data, promise: promise)
            if phase == .closing { linger(context) }
        }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event {
        case is BodyWanted: sendContinue(context)
        case let watch as ClientWatch:
            onGone = watch.onGone
            promise?.succeed()
            if isInputClosed { tellGone() }
        default: context.triggerUserOutboundEvent(event, promise: promise)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputClosed = true
            tellGone()
            if phase == .lingering { context.close(promise: nil) }
        case is ChannelShouldQuiesceEvent: close(context, in: timeouts.quiesce)
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isInputClosed = true
        tellGone()
        bodyCheck?.cancel()
        unreadCheck?.cancel()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unreadCheck?.cancel()
        unreadCheck = context.channel.isWritable ? nil : close(context, in: timeouts.unread)
        context.fireChannelWritabilityChanged()
    }

    private func tellGone() {
        onGone?()
        onGone = nil
    }

    private func sendContinue(_ context: ChannelHandlerContext) {
        guard expectsContinue, isRequestOpen, phase == .serving else { return }
        expectsContinue = false
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    private func writeHead(_ head: HTTPResponse, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        var head = head
        if isRequestOpen, head.status.kind != .informational { phase = .closing }
        if phase == .closing { head.headerFields[.connection] = "close" }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    private func linger(_ context: ChannelHandlerContext) {
        phase = .lingering
        context.flush()
        context.close(mode: .output, promise: nil)
        close(context, in: timeouts.linger)
    }

    @discardableResult
    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    /// One timer a connection, set again only when it has run out: cheaper than one for each chunk.
    private func checkBody(_ context: ChannelHandlerContext, at deadline: NIODeadline) {
        let context = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        bodyCheck = context.value.context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = context.value
            handler.bodyCheck = nil
            guard handler.isRequestOpen, handler.phase == .serving else { return }
            let next = min(
                handler.lastRead + handler.timeouts.body,
                handler.requestStart + handler.timeouts.request
            )
            guard next <= context.eventLoop.now else { return handler.checkBody(context, at: next) }
            context.fireErrorCaught(BodyStalled())
        }
    }
}

extension ConnectionHandler.Timeouts {
    init(_ budget: ShutdownBudget) { quiesce = TimeAmount(budget.requests + .milliseconds(250)) }
}
