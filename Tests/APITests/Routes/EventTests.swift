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

/// Server-sent events, over a socket.
@Suite(.timeLimit(.minutes(1)))
struct EventTests {
    /// Reads what a path streams; the closure gets all of it so far, and says whether it has seen enough.
    private func read(
        _ client: Client,
        _ path: String,
        fields: [String] = [],
        until isEnough: @escaping @Sendable (String) async throws -> Bool = { _ in false }
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: try #require(client.port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let head = (["GET \(path) HTTP/1.1", "Host: x", "Connection: close"] + fields).joined(separator: "\r\n")
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: head + "\r\n\r\n"))
            var answer = ""
            for try await bytes in inbound {
                answer += String(buffer: bytes)
                if try await isEnough(answer) { break }
            }
            return answer
        }
    }

    private func tag(_ answer: String) throws -> Substring {
        let start = try #require(answer.ranges(of: "id: ").last)
        return answer[start.upperBound...].prefix { !$0.isNewline }
    }

    @Test func `a job is followed to its end, and the stream ends`() async throws {
        let store = try StubStore(.leaveQueued)
        let job = Job.sample()
        store.put(job)
        let front = front(store)
        try await front.application.test(.live) { (client: Client) async throws in
            let answer = try await read(client, "/jobs/\(job.id)/events") { seen in
                if seen.contains(#""state":"queued""#), !seen.contains("succeeded") { store.finish(job.id) }
                return false
            }
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("Content-Type: text/event-stream\r\n"))
            #expect(answer.contains("Cache-Control: no-store\r\n"))
            #expect(answer.ranges(of: "event: state\n").count == 2)
            #expect(answer.contains(#""state":"succeeded""#))
            #expect(!answer.contains(#""result""#))
            #expect(try await eventually { front.followers.count == 0 })
            // What has heard of the end is told not to come again.
            let again = try await read(client, "/jobs/\(job.id)/events", fields: ["Last-Event-ID: \(tag(answer))"])
            #expect(again.hasPrefix("HTTP/1.1 204 No Content\r\n"))
        }
    }

    @Test func `progress is an event of its own, and what was heard is not told again`() async throws {
        let store = try StubStore(.leaveQueued)
        var job = Job.sample()
        store.put(job)
        try await front(store).application.test(.live) { [job] (client: Client) async throws in
            let first = try await read(client, "/jobs/\(job.id)/events") { $0.contains("event: state") }
            let tag = try tag(first)
            let moved = try await read(client, "/jobs/\(job.id)/events", fields: ["Last-Event-ID: \(tag)"]) { seen in
                guard seen.contains("retry:"), !seen.contains("event:") else { return seen.contains("event:") }
                var job = job
                job.state = .running
                store.put(job)
                return false
            }
            #expect(!moved.contains(#""state":"queued""#))
            #expect(moved.contains(#""state":"running""#))
        }
        job.state = .running
        store.put(job)
        try await front(store).application.test(.live) { [job] (client: Client) async throws in
            let answer = try await read(client, "/jobs/\(job.id)/events") { seen in
                if seen.contains("event: state") {
                    var job = job
                    job.progress = 0.5
                    store.put(job)
                }
                return seen.contains("event: progress")
            }
            #expect(answer.contains(#""progress":0.5"#))
        }
    }

    @Test func `a batch is followed like a job`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.live) { (client: Client) async throws in
            let form = FormBody().file("images", Images.png()).file("images", Images.png())
            let location = try #require(try await client.post(form, to: "/jobs").headers[.location])
            let answer = try await read(client, "\(location)/events") { seen in
                let ended = seen.ranges(of: "event: state").count
                if (1...2).contains(ended) { store.finish(store.enqueued[ended - 1].id) }
                return false
            }
            #expect(answer.contains(#""state":"finished""#))
            #expect(answer.contains(#""counts":{"queued":0,"delayed":0,"running":0,"succeeded":2"#))
        }
    }

    @Test func `a job that is deleted meanwhile ends the stream`() async throws {
        let store = try StubStore(.leaveQueued)
        let job = Job.sample()
        store.put(job)
        try await front(store).application.test(.live) { (client: Client) async throws in
            let answer = try await read(client, "/jobs/\(job.id)/events") { seen in
                if seen.contains("event: state") { store.remove(job.id) }
                return false
            }
            #expect(answer.ranges(of: "event:").count == 1)
            #expect(try await read(client, "/jobs/\(job.id)/events").hasPrefix("HTTP/1.1 404 "))
        }
    }

    @Test func `a client that goes away is forgotten, and a shutdown ends all streams`() async throws {
        let store = try StubStore(.leaveQueued)
        let job = Job.sample()
        store.put(job)
        let front = front(store)
        try await front.application.test(.live) { (client: Client) async throws in
            _ = try await read(client, "/jobs/\(job.id)/events") { $0.contains("event: state") }
            #expect(try await eventually { front.followers.count == 0 })
            let answer = try await read(client, "/jobs/\(job.id)/events") { seen in
                if seen.contains("event: state") { front.followers.close() }
                return false
            }
            #expect(answer.hasSuffix("0\r\n\r\n"))
        }
    }
}
