import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct ServiceTests {
    @Test func `health says that the process lives`() async throws {
        try await front(try StubStore(.refuse(.unavailable("x")))).application.test(.router) {
            (client: Client) async throws in
            let response = try await client.execute(uri: "/health", method: .get)
            #expect(response.status == .ok)
            #expect(response.json == #"{"status":"ok"}"#)
            #expect(try await client.execute(uri: "/health", method: .head).status == .ok)
        }
    }

    @Test func `ready needs a store`() async throws {
        try await front(try StubStore(.refuse(.unavailable("x")))).application.test(.router) {
            (client: Client) async throws in
            #expect(try await client.execute(uri: "/ready", method: .get).code == "store_unavailable")
        }
    }

    @Test(arguments: [(nil, 0, 503), (nil, 2, 200), (0, 0, 200)] as [(Int?, Int, Int)])
    func `ready needs a worker, unless there is to be none`(local: Int?, slots: Int, status: Int) async throws {
        let store = try StubStore()
        var status = StoreStatus.withWorker
        status.slots = slots
        store.set(status)
        let expected = slots == 0 && local == nil ? 503 : 200
        try await front(store, .test { $0.workers.local = local }).application.test(.router) {
            (client: Client) async throws in
            #expect(try await client.execute(uri: "/ready", method: .get).status.code == expected)
        }
    }

    @Test func `the languages are those that the workers published`() async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            #expect(try await client.execute(uri: "/languages", method: .get).status == .serviceUnavailable)
        }
        store.set(.withWorker)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let response = try await client.execute(uri: "/languages", method: .get)
            #expect(response.json == #"{"default":"eng","languages":["deu","eng"]}"#)
        }
    }

    @Test func `a server that shuts down takes no new work`() async throws {
        let store = try StubStore()
        let front = front(store)
        front.shutdown.set()
        try await front.application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            for uri in ["/extract-text", "/batch-extract", "/jobs"] {
                let response = try await client.post(form, to: uri)
                #expect(response.status == .serviceUnavailable)
                #expect(response.code == "unavailable")
            }
            #expect(try await client.execute(uri: "/ready", method: .get).status == .serviceUnavailable)
            #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
        }
        #expect(store.enqueued.isEmpty)
    }

    @Test func `what is not there is not found`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            for uri in ["/nothing", "/jobs/a/b", "/extract-text/x"] {
                #expect(try await client.execute(uri: uri, method: .get).code == "not_found")
            }
        }
    }

    @Test(arguments: [
        ("/extract-text", HTTPRequest.Method.get, "POST"), ("/batch-extract", .put, "POST"),
        ("/jobs", .put, "POST, GET, HEAD"),
        ("/jobs/x", .post, "GET, DELETE, HEAD"), ("/health", .post, "GET, HEAD"), ("/", .delete, "GET, HEAD"),
    ])
    func `another method is refused with those there are`(
        uri: String,
        method: HTTPRequest.Method,
        allowed: String
    ) async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            let response = try await client.execute(uri: uri, method: method)
            #expect(response.status == .methodNotAllowed)
            #expect(response.code == "method_not_allowed")
            #expect(response.headers[.allow] == allowed)
        }
    }

    @Test func `every answer names its request`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            for uri in ["/health", "/nothing", "/jobs/x"] {
                let own = try await client.execute(uri: uri, method: .get, headers: [.requestID: "abc-1.2_3"])
                #expect(own.headers[.requestID] == "abc-1.2_3")
                let bad = try await client.execute(uri: uri, method: .get, headers: [.requestID: "a b\"c"])
                #expect(bad.headers[.requestID]?.utf8.count == 16)
            }
        }
    }

    @Test func `requests over the quota are refused before their body is read`() async throws {
        let store = try StubStore()
        let settings = Settings.test { $0.limits.rate = RateLimit(count: 3, period: .seconds(60)) }
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let first = try await client.post(form, to: "/extract-text")
            #expect(first.headers[.rateLimitPolicy] == #""default";q=3;w=60"#)
            #expect(first.headers[.rateLimit]?.hasPrefix(#""default";r=2;t="#) == true)
            let bad = try await client.post(FormBody(), to: "/jobs")
            #expect(bad.code == "invalid_request")
            #expect(bad.headers[.rateLimit]?.hasPrefix(#""default";r=1;t="#) == true)
            _ = try await client.post(form, to: "/extract-text")
            for uri in ["/extract-text", "/batch-extract", "/jobs"] {
                let refused = try await client.post(form, to: uri)
                #expect(refused.status == .tooManyRequests)
                #expect(refused.code == "rate_limited")
                #expect(refused.headers[.rateLimit]?.hasPrefix(#""default";r=0;t="#) == true)
                #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
            }
            #expect(try await client.execute(uri: "/health", method: .get).headers[.rateLimit] == nil)
        }
        #expect(store.enqueued.count == 2)
    }
}
