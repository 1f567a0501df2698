import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Synchronization
import Testing

@testable import API

struct ConnectionHandlerTests {
    private let timeouts = ConnectionHandler.Timeouts(body: .seconds(30), linger: .seconds(3), quiesce: .seconds(8))

    private func channel() async throws -> NIOAsyncTestingChannel {
        let timeouts = timeouts
        let channel = try await NIOAsyncTestingChannel {
            try $0.pipeline.syncOperations.addHandler(ConnectionHandler(timeouts: timeouts))
        }
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
        return channel
    }

    private static func head(_ fields: HTTPFields = [:]) -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/", headerFields: fields))
    }

    private func answer(_ channel: NIOAsyncTestingChannel) async throws -> HTTPResponse {
        try await channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try await channel.writeOutbound(HTTPResponsePart.end(nil))
        guard case .head(let head) = try await channel.readOutbound(as: HTTPResponsePart.self) else {
            throw ChannelError.inputClosed
        }
        return head
    }

    @Test func `a client that expects to be asked for its body is asked once`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head([.expect: "100-Continue"]))
        #expect(try await channel.readOutbound(as: HTTPResponsePart.self) == nil)
        channel.askForBody()
        channel.askForBody()
        await channel.testingEventLoop.run()
        #expect(try await channel.readOutbound(as: HTTPResponsePart.self) == .head(HTTPResponse(status: .continue)))
        #expect(try await channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test func `a client that does not expect it is not asked`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        channel.askForBody()
        await channel.testingEventLoop.run()
        #expect(try await channel.readOutbound(as: HTTPResponsePart.self) == nil)
    }

    @Test func `an answer after the whole request leaves the connection open`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        try await channel.writeInbound(HTTPRequestPart.end(nil))
        #expect(try await answer(channel).headerFields[.connection] == nil)
        await channel.testingEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
    }

    @Test func `an answer before the end of the request closes the connection, after a while`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        #expect(try await answer(channel).headerFields[.connection] == "close")
        _ = try await channel.readInbound(as: HTTPRequestPart.self)
        try await channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "too late")))
        #expect(try await channel.readInbound(as: HTTPRequestPart.self) == nil)
        await channel.testingEventLoop.advanceTime(by: .seconds(3))
        #expect(!channel.isActive)
    }

    @Test func `a body that stops becomes an error, once the last chunk is too long ago`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        await channel.testingEventLoop.advanceTime(by: .seconds(29))
        try await channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        await channel.testingEventLoop.advanceTime(by: .seconds(2))
        try await channel.throwIfErrorCaught()
        await channel.testingEventLoop.advanceTime(by: .seconds(60))
        await #expect(throws: BodyStalled.self) { try await channel.throwIfErrorCaught() }
    }

    @Test func `a body that drips becomes an error after five minutes`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        for _ in 0..<14 {
            try await channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
            await channel.testingEventLoop.advanceTime(by: .seconds(20))
        }
        try await channel.throwIfErrorCaught()
        try await channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        await channel.testingEventLoop.advanceTime(by: .seconds(25))
        await #expect(throws: BodyStalled.self) { try await channel.throwIfErrorCaught() }
    }

    @Test func `a request that has ended may take its time`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        try await channel.writeInbound(HTTPRequestPart.end(nil))
        await channel.testingEventLoop.advanceTime(by: .hours(1))
        try await channel.throwIfErrorCaught()
    }

    @Test func `a watcher learns that the client has gone, before or after it began to watch`() async throws {
        for isEarly in [true, false] {
            let channel = try await channel()
            let gone = Mutex(0)
            try await channel.writeInbound(Self.head())
            let watch = { @Sendable in channel.watchClient { gone.withLock { $0 += 1 } } }
            if !isEarly { watch() }
            await channel.testingEventLoop.run()
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            if isEarly { watch() }
            await channel.testingEventLoop.run()
            #expect(gone.withLock { $0 } == 1)
        }
    }

    @Test func `nobody is told of a client that has got its answer`() async throws {
        let channel = try await channel()
        let gone = Mutex(0)
        try await channel.writeInbound(Self.head())
        try await channel.writeInbound(HTTPRequestPart.end(nil))
        channel.watchClient { gone.withLock { $0 += 1 } }
        await channel.testingEventLoop.run()
        _ = try await answer(channel)
        try await channel.close()
        #expect(gone.withLock { $0 } == 0)
    }

    @Test func `a shutdown ends the connection in the end`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        await channel.testingEventLoop.run()
        await channel.testingEventLoop.advanceTime(by: .seconds(7))
        #expect(channel.isActive)
        await channel.testingEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a client that does not read is left, one that does is not`() async throws {
        let channel = try await channel()
        try await channel.writeInbound(Self.head())
        try await channel.writeInbound(HTTPRequestPart.end(nil))
        try await set(writable: false, channel)
        await channel.testingEventLoop.advanceTime(by: .seconds(59))
        try await set(writable: true, channel)
        await channel.testingEventLoop.advanceTime(by: .seconds(90))
        #expect(channel.isActive)
        try await set(writable: false, channel)
        await channel.testingEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        await channel.testingEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    private func set(writable: Bool, _ channel: NIOAsyncTestingChannel) async throws {
        channel.isWritable = writable
        channel.pipeline.fireChannelWritabilityChanged()
        await channel.testingEventLoop.run()
    }
}
