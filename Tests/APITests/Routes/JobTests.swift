import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct JobTests {
    @Test func `a job is made, asked for and cancelled`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(FormBody().file("image", Images.png()), to: "/jobs")
            #expect(made.status == .accepted)
            let location = try #require(made.headers[.location])
            let asked = try await client.execute(uri: location, method: .get)
            #expect(asked.status == .ok)
            #expect(asked.json == made.json)
            #expect(asked.headers[.retryAfter] == "1")
            let cancelled = try await client.execute(uri: location, method: .delete)
            #expect(cancelled.status == .ok)
            #expect(cancelled.json.contains(#""state":"cancelled""#))
            #expect(try await client.execute(uri: location, method: .delete).code == "conflict")
        }
    }

    @Test(arguments: [#""key-1""#, "key-1"])
    func `key and priority reach the store, the key without its quotes`(field: String) async throws {
        let store = try StubStore(.succeed("Hello"))
        try await front(store).application.test(.router) { (client: Client) async throws in
            let headers: HTTPFields = [.idempotencyKey: field]
            let form = FormBody().file("image", Images.png())
            _ = try await client.post(form, to: "/jobs?priority=4", headers: headers)
            _ = try await client.post(form, to: "/extract-text", headers: headers)
            _ = try await client.post(FormBody().file("images", Images.png()), to: "/batch-extract", headers: headers)
        }
        #expect(store.enqueued.map(\.idempotencyKey) == ["key-1", "key-1", "key-1 0"])
        #expect(store.enqueued.map(\.priority) == [4, 2, 2])
    }

    @Test(arguments: ["", "two words", #""with"quote""#, String(repeating: "k", count: 201)])
    func `a key that is none is refused before the body is read`(field: String) async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let answer = try await client.post(form, to: "/jobs", headers: [.idempotencyKey: field])
            #expect(answer.status == .badRequest)
            #expect(answer.code == "invalid_request")
        }
        #expect(store.enqueued.isEmpty)
    }

    @Test func `a key that stands for something else is a conflict`() async throws {
        try await front(StubStore(.refuse(.keyReused))).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let answer = try await client.post(form, to: "/jobs", headers: [.idempotencyKey: "k"])
            #expect(answer.status == .conflict)
            #expect(answer.code == "conflict")
        }
    }

    @Test func `a final job has its result`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(FormBody().file("image", Images.png()), to: "/jobs")
            let job = try await client.execute(uri: try #require(made.headers[.location]), method: .get)
            #expect(job.json.contains(#""state":"succeeded""#))
            #expect(job.json.contains(#""result":{"success":true,"text":"Hello""#))
            #expect(job.headers[.retryAfter] == nil)
        }
    }

    @Test func `a failed job is there, with its error`() async throws {
        let store = try StubStore(.fail(JobFailure(.recognitionTimeout, "too long")))
        try await front(store).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(FormBody().file("image", Images.png()), to: "/jobs")
            #expect(made.status == .accepted)
            let job = try await client.execute(uri: try #require(made.headers[.location]), method: .get)
            #expect(job.status == .ok)
            #expect(job.json.contains(#""error":{"success":false"#))
            #expect(job.json.contains(#""code":"recognition_timeout"}"#))
        }
    }

    @Test func `a job is waited for`() async throws {
        let store = try StubStore(.leaveQueued)
        let job = Job.sample()
        store.put(job)
        let front = front(store)
        try await front.application.test(.router) { (client: Client) async throws in
            async let response = client.execute(uri: "/jobs/\(job.id)?wait=50", method: .get)
            #expect(try await eventually { front.waiters.count == 1 })
            store.finish(job.id)
            #expect(try await response.json.contains(#""state":"succeeded""#))
        }
    }

    @Test(arguments: ["wait=x", "wait=-1", "wait=", "weight=1"])
    func `a bad wait is refused`(query: String) async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            let response = try await client.execute(uri: "/jobs/\(JobID(now: Date()))?\(query)", method: .get)
            #expect(response.code == "invalid_option")
        }
    }

    @Test func `an unknown job is not found, and an old one has expired`() async throws {
        let settings = Settings.test { $0.times.retention = .seconds(100) }
        try await front(try StubStore(), settings).application.test(.router) { (client: Client) async throws in
            for (age, status) in [(50.0, 404), (150, 410)] {
                let id = JobID(now: Date().addingTimeInterval(-age))
                for method in [HTTPRequest.Method.get, .delete] {
                    #expect(try await client.execute(uri: "/jobs/\(id)", method: method).status.code == status)
                }
            }
            for id in ["x", "01234567-89ab-4def-8123-456789abcdef", "%00"] {
                #expect(try await client.execute(uri: "/jobs/\(id)", method: .get).code == "not_found")
            }
        }
    }
}
