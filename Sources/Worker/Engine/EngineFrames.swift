// Frames over the socket between a worker and its engine.

import NIOCore
import NIOPosix
import Recognition

/// Sends frames, and yields the engine's replies until the socket ends or says something that is no reply.
final class EngineFrames: Sendable {
    /// Bytes of one reply: the words of a very full page take a few megabytes.
    static let replyLimit = 64 << 20

    let replies: AsyncStream<EngineReply>
    private let channel: any Channel

    private init(channel: any Channel, replies: AsyncStream<EngineReply>) {
        self.channel = channel
        self.replies = replies
    }

    /// Takes over the descriptor; where this throws, it is still the caller's.
    static func open(_ descriptor: Int32, on loop: any EventLoop) async throws -> EngineFrames {
        // Progress comes a few times a second, and one result: nothing that would have to be bounded.
        let (replies, continuation) = AsyncStream.makeStream(of: EngineReply.self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReplyReader(continuation))
                }
            }
            .withConnectedSocket(descriptor)
            .get()
        return EngineFrames(channel: channel, replies: replies)
    }

    deinit { channel.close(promise: nil) }

    var isOpen: Bool { channel.isActive }

    /// Sends without waiting.
    ///
    /// Where the engine is gone, the replies end.
    func send(_ frame: Frame) {
        channel.write(ByteBuffer(bytes: frame.encodedHead()), promise: nil)
        channel.writeAndFlush(ByteBuffer(bytes: frame.body), promise: nil)
    }

    /// Runs something later, unless it is cancelled before.
    func schedule(after delay: Duration, _ task: @escaping @Sendable () -> Void) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: TimeAmount(delay), task)
    }
}

private final class ReplyReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let replies: AsyncStream<EngineReply>.Continuation
    private var decoder = FrameDecoder(limit: EngineFrames.replyLimit)

    init(_ replies: AsyncStream<EngineReply>.Continuation) { self.replies = replies }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do throws(FrameError) {
            while let frame = try decoder.next() { replies.yield(try EngineReply(frame: frame)) }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { replies.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
