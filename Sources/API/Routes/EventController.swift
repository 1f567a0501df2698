// Following jobs and batches.

import HTTPTypes
import Hummingbird
import Shared

/// `GET /jobs/<id>/events`, `GET /batches/<id>/events`.
struct EventController: Sendable {
    let finder: JobFinder
    let followers: Followers

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("jobs/:id/events", use: followJob)
        router.get("batches/:id/events", use: followBatch)
    }

    @Sendable func followJob(_ request: Request, _ context: LectorContext) async throws -> Response {
        let job = try await finder.job(context)
        return stream(Follower(of: [job.id]), from: Snapshot(job), request, context) {
            [finder, id = job.id] () async throws(APIError) in
            try await finder.job(id).map(Snapshot.init)
        }
    }

    @Sendable func followBatch(_ request: Request, _ context: LectorContext) async throws -> Response {
        let batch = try await finder.batch(context, results: false)
        let follower = Follower(of: batch.jobs.map(\.id))
        return stream(follower, from: Snapshot(batch), request, context) {
            [finder, id = batch.id] () async throws(APIError) in
            try await finder.batch(id, results: false).map(Snapshot.init)
        }
    }

    private func stream(
        _ follower: Follower,
        from first: Snapshot,
        _ request: Request,
        _ context: LectorContext,
        look: @escaping @Sendable () async throws(APIError) -> Snapshot?
    ) -> Response {
        let last = request.headers[.lastEventID]
        let events = EventStream(followers: followers, follower: follower, look: look, first: first, last: last)
        return events.response(context)
    }
}

extension Snapshot {
    init(_ job: Job) {
        self.init(states: [job.state], isFinal: job.state.isFinal) { job.write(to: &$0, results: false) }
    }

    init(_ batch: Batch) {
        self.init(states: batch.items.map(\.job?.state), isFinal: batch.isFinal) {
            batch.write(to: &$0, results: false)
        }
    }

    private init(states: [JobState?], isFinal: Bool, members: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(members)
        self.init(data: json.bytes, states: states, isFinal: isFinal)
    }
}
