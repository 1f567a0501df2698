import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct BatchJobTests {
    private let form = FormBody().file("images", Images.png(), filename: "1.png")
        .file("images", Array("no image".utf8), filename: "2.txt")
        .file("images", Images.bmp(width: 5, height: 5), filename: "3.bmp")

    @Test func `several images make a batch, a bad one is an item of it`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(form, to: "/jobs")
            #expect(made.status == .accepted)
            let location = try #require(made.headers[.location])
            #expect(location.hasPrefix("/batches/"))
            #expect(made.headers[.retryAfter] == "1")
            let batch = try made.decoded(Seen.self)
            #expect(batch.state == "queued")
            #expect(batch.counts["queued"] == 2)
            #expect(batch.counts["refused"] == 1)
            #expect(batch.jobs.map(\.filename) == ["1.png", "2.txt", "3.bmp"])
            #expect(batch.jobs[1].state == "refused")
            #expect(batch.jobs[1].id == nil)
            #expect(batch.jobs[1].error?.code == "unsupported_format")
            let asked = try await client.execute(uri: location, method: .get)
            #expect(asked.json == made.json)
        }
    }

    @Test func `a batch ends with its last job`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let location = try #require(try await client.post(form, to: "/jobs").headers[.location])
            let ids = store.enqueued.map(\.id)
            store.finish(ids[0])
            var batch = try await client.execute(uri: location, method: .get).decoded(Seen.self)
            #expect(batch.state == "running")
            #expect(batch.progress == 0.6667)
            #expect(batch.finished_at == nil)
            async let waited = client.execute(uri: location + "?wait=20&detail=words", method: .get)
            store.finish(ids[1])
            batch = try await waited.decoded(Seen.self)
            #expect(batch.state == "finished")
            #expect(batch.progress == 1)
            #expect(batch.counts["succeeded"] == 2)
            #expect(batch.finished_at != nil)
            #expect(batch.jobs[2].result?.words?.map(\.text) == ["Hello"])
            let again = try await client.execute(uri: location, method: .delete)
            #expect(again.code == "conflict")
        }
    }

    @Test func `a batch is cancelled, as far as it is not final`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let location = try #require(try await client.post(form, to: "/jobs").headers[.location])
            store.finish(store.enqueued[0].id)
            let cancelled = try await client.execute(uri: location, method: .delete)
            #expect(cancelled.status == .ok)
            let batch = try cancelled.decoded(Seen.self)
            #expect(batch.counts["cancelled"] == 1)
            #expect(batch.counts["succeeded"] == 1)
            #expect(batch.state == "finished")
        }
    }

    @Test func `a job that is gone has expired`() async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            let location = try #require(try await client.post(form, to: "/jobs").headers[.location])
            store.remove(store.enqueued[0].id)
            let batch = try await client.execute(uri: location, method: .get).decoded(Seen.self)
            #expect(batch.jobs[0].state == "expired")
            #expect(batch.counts["expired"] == 1)
        }
    }

    @Test(arguments: [(StoreError.queueFull, "queue_full"), (.keyReused, "conflict")])
    func `what is not the files' fault is the request's error`(error: StoreError, code: String) async throws {
        let store = try StubStore(.leaveQueued)
        store.refuse(error, after: 1)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("images", Images.png()).file("images", Images.png())
            #expect(try await client.post(form, to: "/jobs").code == code)
            let accepted = try #require(store.enqueued.first)
            #expect(store.enqueued.count == 1)
            #expect(try await store.job(accepted.id)?.state == .cancelled, "nobody was told of it")
        }
    }

    @Test func `with a key, what was accepted waits for the request to be sent again`() async throws {
        let store = try StubStore(.leaveQueued)
        store.refuse(.queueFull, after: 1)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("images", Images.png()).file("images", Images.png())
            let refused = try await client.post(form, to: "/jobs", headers: [.idempotencyKey: "k"])
            #expect(refused.code == "queue_full")
            #expect(try await store.job(try #require(store.enqueued.first).id)?.state == .queued)
        }
    }

    @Test func `image and images do not go together`() async throws {
        try await front(StubStore()).application.test(.router) { (client: Client) async throws in
            for form in [
                FormBody().file("image", Images.png()).file("images", Images.png()),
                FormBody().file("images", Images.png()).file("image", Images.png()),
                FormBody().file("image", Images.png()).file("image", Images.png()),
            ] {
                #expect(try await client.post(form, to: "/jobs").code == "invalid_request")
            }
        }
    }

    @Test func `one of images is a batch, too, and an unknown one is not found`() async throws {
        try await front(StubStore()).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(FormBody().file("images", Images.png()), to: "/jobs")
            #expect(made.headers[.location]?.hasPrefix("/batches/") == true)
            let unknown = "/batches/\(JobID(now: Date()))"
            #expect(try await client.execute(uri: unknown, method: .get).code == "not_found")
            #expect(try await client.execute(uri: unknown, method: .delete).code == "not_found")
            #expect(try await client.execute(uri: "/batches/x", method: .get).code == "not_found")
            let old = "/batches/\(JobID(now: Date(timeIntervalSince1970: 1_000_000_000)))"
            #expect(try await client.execute(uri: old, method: .get).code == "expired")
        }
    }
}

/// A batch as clients see it.
private struct Seen: Decodable {
    struct Item: Decodable {
        var id: String?
        var state: String
        var filename: String?
        var error: Reason?
        var result: Text?
    }

    struct Reason: Decodable { var code: String }
    struct Text: Decodable { var words: [Word]? }
    struct Word: Decodable { var text: String }

    var state: String
    var progress: Double
    var finished_at: String?
    var counts: [String: Int]
    var jobs: [Item]
}
