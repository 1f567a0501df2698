import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Shared
import TestSupport
import Testing

@testable import API

/// What needs a socket.
@Suite(.timeLimit(.minutes(1)))
struct LiveTests {
    private static let timeouts = ConnectionHandler.Timeouts(body: .milliseconds(50), linger: .seconds(1))

    /// Sends bytes as they are and reads until the server closes, or the answer holds the text.
    private func exchange(
        _ port: Int,
        _ bytes: [UInt8],
        until text: String = "\0",
        closing: Bool = false
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            if closing { return "" }
            var answer = ""
            for try await bytes in inbound {
                answer += String(buffer: bytes)
                if answer.contains(text) { break }
            }
            return answer
        }
    }

    private func request(_ uri: String, _ fields: String..., body: [UInt8] = []) -> [UInt8] {
        let head = (["POST \(uri) HTTP/1.1", "Host: x"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
        return Array(head.utf8) + body
    }

    @Test func `a body that stops half way gets an answer, and the connection ends`() async throws {
        try await front(try StubStore(), timeouts: Self.timeouts).application.test(.live) {
            (client: Client) async throws in
            let start = request("/extract-text", "Content-Type: image/png", "Content-Length: 100", body: Images.png())
            let answer = try await exchange(try #require(client.port), start)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(answer.contains("The body stopped half way"))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test func `a file that is too large is refused by its announced length`() async throws {
        try await front(try StubStore(), timeouts: Self.timeouts).application.test(.live) {
            (client: Client) async throws in
            let head = request(
                "/extract-text",
                "Content-Type: image/png",
                "Content-Length: 10485761",
                "Expect: 100-continue"
            )
            let answer = try await exchange(try #require(client.port), head)
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("payload_too_large"))
        }
    }

    @Test func `a file that is too large is refused as soon as counted`() async throws {
        let settings = Settings.test { $0.limits.upload = 1_000 }
        try await front(try StubStore(), settings, timeouts: Self.timeouts).application.test(.live) {
            (client: Client) async throws in
            let chunk = Array("800\r\n".utf8) + [UInt8](repeating: 0, count: 0x800) + Array("\r\n".utf8)
            let head = request("/extract-text", "Content-Type: image/png", "Transfer-Encoding: chunked", body: chunk)
            let answer = try await exchange(try #require(client.port), head)
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test func `a client that expects it is asked for its body`() async throws {
        try await front(try StubStore()).application.test(.live) { (client: Client) async throws in
            let head = request("/jobs", "Content-Type: image/png", "Content-Length: 29", "Expect: 100-continue")
            let answer = try await exchange(try #require(client.port), head, until: "\r\n\r\n")
            #expect(answer == "HTTP/1.1 100 Continue\r\n\r\n")
        }
    }

    @Test func `the job of a client that goes away is cancelled`() async throws {
        let store = try StubStore(.leaveQueued)
        let front = front(store)
        try await front.application.test(.live) { (client: Client) async throws in
            let image = Images.png()
            let all = request("/extract-text", "Content-Type: image/png", "Content-Length: \(image.count)", body: image)
            _ = try await exchange(try #require(client.port), all, closing: true)
            #expect(try await eventually { !store.enqueued.isEmpty })
            let id = try #require(store.enqueued.first).id
            #expect(try await eventually { try await store.job(id)?.state == .cancelled })
            #expect(try await eventually { front.waiters.count == 0 })
        }
    }

    @Test func `nobody misses an end that could not be read when it came`() async throws {
        let store = try StubStore(.leaveQueued)
        let job = Job.sample()
        store.put(job)
        let front = front(store)
        try await front.application.test(.live) { (client: Client) async throws in
            async let waited = client.execute(uri: "/jobs/\(job.id)?wait=50", method: .get)
            // The client has one connection only.
            let head = Array("GET /jobs/\(job.id)/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            async let followed = exchange(try #require(client.port), head, until: #""state":"succeeded""#)
            #expect(try await eventually { front.waiters.count == 1 && front.followers.count == 1 })
            store.setUnreadable(true)
            store.finish(job.id, hinting: false)
            #expect(try await eventually { front.waiters.isInDoubt })
            // From now on nothing is committed any more.
            store.setUnreadable(false)
            #expect(try await waited.json.contains(#""state":"succeeded""#))
            #expect(try await followed.contains(#""state":"succeeded""#))
        }
    }

    @Test func `a connection is used again`() async throws {
        try await front(try StubStore()).application.test(.live) { (client: Client) async throws in
            for _ in 0..<3 {
                #expect(
                    try await client.post(FormBody().file("image", Images.png()), to: "/extract-text").status == .ok
                )
            }
        }
    }
}
