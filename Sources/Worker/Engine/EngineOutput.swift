// Drains what an engine writes to standard output and error, so that it never waits for a reader.

import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The reading end of an engine's output.
///
/// Lines go to the log at debug level, a bounded number a second.
final class EngineOutput: Sendable {
    static let linesPerSecond = 20

    private let tail: Mutex<OutputTail>
    private let closed: EventLoopFuture<Void>

    private init(tail: OutputTail, closed: EventLoopFuture<Void>) {
        self.tail = Mutex(tail)
        self.closed = closed
    }

    /// Takes over the descriptor; where this throws, it is still the caller's.
    static func drain(_ descriptor: Int32, on loop: any EventLoop, logger: Logger) async throws -> EngineOutput {
        let closed = loop.makePromise(of: Void.self)
        let output = EngineOutput(tail: OutputTail(), closed: closed.futureResult)
        do {
            let channel = try await NIOPipeBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(OutputReader(output: output, logger: logger))
                    }
                }
                .takingOwnershipOfDescriptor(input: descriptor)
                .get()
            channel.closeFuture.cascade(to: closed)
        } catch {
            closed.fail(error)
            throw error
        }
        return output
    }

    /// The last few kilobytes, once the process has ended and all was read.
    func lastWords() async -> String {
        try? await closed.get()
        return tail.withLock { $0.text }
    }

    fileprivate func append(_ bytes: ByteBufferView) -> [String] {
        tail.withLock { $0.append(bytes) }
    }
}

private final class OutputReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let output: EngineOutput
    private let logger: Logger
    private var second = NIODeadline.now()
    private var lines = 0

    init(output: EngineOutput, logger: Logger) {
        self.output = output
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for line in output.append(unwrapInboundIn(data).readableBytesView) where mayLog() {
            logger.debug("engine output", metadata: ["engine.line": "\(line)"])
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func mayLog() -> Bool {
        let now = NIODeadline.now()
        if now - second >= .seconds(1) { (second, lines) = (now, 0) }
        lines += 1
        return lines <= EngineOutput.linesPerSecond
    }
}
