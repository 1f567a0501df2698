// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// What is followed, as it stands.
struct Snapshot: Sendable {
    /// One line of JSON.
    let data: [UInt8]
    /// The states in it: a change of one is an event of another kind than a change of anything else.
    let states: [JobState?]
    /// Whether nothing will change any more.
    let isFinal: Bool
    /// The id of the event that tells of it.
    let tag: String

    init(data: [UInt8], states: [JobState?], isFinal: Bool) {
        (self.data, self.states, self.isFinal) = (data, states, isFinal)
        tag = EntityTag(of: data).text.filter { $0 != "\"" }
    }
}

/// Sends an event for each change, until nothing will change any more.
struct EventStream: Sendable {
    let followers: Followers
    let follower: Follower
    /// Nil once what is followed has been deleted.
    let look: @Sendable () async throws(APIError) -> Snapshot?
    /// As it stood when the client asked.
    let first: Snapshot
    /// The tag of the event that the client had last.
    let last: String?

    private static let headers: HTTPFields = [
        .contentType: "text/event-stream", .cacheControl: "no-store",
        // Proxies of the nginx kind hold answers back otherwise.
        .accelBuffering: "no",
    ]

    /// The answer; 204, which ends a client's reconnecting, where it has heard of the end.
    func response(_ context: LectorContext) -> Response {
        if first.isFinal, first.tag == last {
            return Response(status: .noContent, headers: [.cacheControl: "no-store"])
        }
        let channel = context.channel
        return Response(
            status: .ok,
            headers: Self.headers,
            body: ResponseBody { writer in
                followers.add(follower)
                defer { followers.remove(follower) }
                channel.watchClient { follower.end() }
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                try await run(&writer)
                try await writer.finish(nil)
            }
        )
    }

    private func run(_ writer: inout any ResponseBodyWriter) async throws {
        var (tag, states) = (last, [JobState?]?.none)
        var tick = Follower.Tick.news
        while true {
            switch tick {
            case .silence: try await writer.write(ByteBuffer(string: ":\n\n"))
            case .news:
                // A store that does not answer now is asked again with the next beat, news or not.
                guard case .success(let found) = await Result({ () async throws(APIError) in try await apart(look) })
                else {
                    follower.lookLater()
                    break
                }
                guard let snapshot = found else { return }
                if snapshot.tag != tag {
                    try await writer.write(event(snapshot, isProgress: snapshot.states == states))
                }
                (tag, states) = (snapshot.tag, snapshot.states)
                if snapshot.isFinal { return }
            }
            guard let next = await follower.next() else { return }
            tick = next
        }
    }

    private func event(_ snapshot: Snapshot, isProgress: Bool) -> ByteBuffer {
        var buffer = ByteBuffer(string: "id: \(snapshot.tag)\nevent: \(isProgress ? "progress" : "state")\ndata: ")
        buffer.writeBytes(snapshot.data)
        buffer.writeStaticString("\n\n")
        return buffer
    }
}
