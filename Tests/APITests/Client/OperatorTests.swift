import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct OperatorTests {
    private func gate(_ token: String? = nil, proxies: [String] = []) -> OperatorGate {
        OperatorGate(token: token, clients: ClientAddress(trustedProxies: proxies.compactMap { AddressRange($0) }))
    }

    private func request(_ fields: HTTPFields = [:], host: String = "127.0.0.1:8080") -> Request {
        let head = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/jobs", headerFields: fields)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }

    @Test func `clients of this machine are operators, unless a proxy stands between`() {
        let gate = gate()
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] { #expect(gate.admits(request(), peer: peer)) }
        for host in ["localhost", "localhost:80", "[::1]:8080"] {
            #expect(gate.admits(request(host: host), peer: "127.0.0.1"))
        }
        #expect(!gate.admits(request(), peer: "198.51.100.7"))
        #expect(!gate.admits(request(), peer: nil))
        #expect(!gate.admits(request(host: "evil.example"), peer: "127.0.0.1"))
        for name in [HTTPField.Name.forwardedFor, .forwarded, .via, .realIP] {
            #expect(!gate.admits(request([name: "x"]), peer: "127.0.0.1"))
        }
        let behind = self.gate(proxies: ["127.0.0.0/8"])
        #expect(!behind.admits(request(), peer: "127.0.0.1"), "a proxy that adds nothing")
        #expect(behind.admits(request(), peer: "::1"))
    }

    @Test func `whoever bears the token is one`() {
        let gate = gate("s3cret")
        let admits = { (fields: HTTPFields) in gate.admits(request(fields), peer: "198.51.100.7") }
        #expect(admits([.authorization: "Bearer s3cret"]))
        #expect(admits([.authorization: "bearer s3cret"]))
        #expect(admits([.cookie: "a=b; \(gate.cookie ?? "")"]))
        #expect(gate.cookie?.contains("s3cret") == false)
        #expect(!admits([.cookie: "lector_operator=s3cret"]))
        #expect(!admits([.authorization: "Bearer s3cre"]))
        #expect(!admits([.authorization: "Basic s3cret"]))
        #expect(!admits([.cookie: "lector_operator=x"]))
        #expect(!self.gate().isToken(""))
        #expect(self.gate().cookie == nil)
    }

    @Test func `for others there is nothing`() async throws {
        let settings = Settings.test { $0.http.operatorToken = "s3cret" }
        try await front(StubStore(), settings).application.test(.router) { (client: Client) async throws in
            for path in ["/jobs", "/board", "/board/data"] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status == .notFound)
                #expect(answer.code == "not_found")
            }
        }
    }

    @Test func `jobs are listed page by page, the newest first`() async throws {
        let store = try StubStore()
        let jobs = (0..<5).map { Job.sample(JobID(now: Date(timeIntervalSince1970: 1_700_000_000 + Double($0)))) }
        for job in jobs { store.put(job) }
        try await live(store) { (get: Get) in
            let first = try await get("/jobs?limit=3&state=queued")
            let page = try first.decoded(Page.self)
            #expect(page.jobs.map(\.id) == jobs.reversed().prefix(3).map(\.id.description))
            let cursor = try #require(page.next_cursor)
            let rest = try await get("/jobs?limit=3&cursor=\(cursor)").decoded(Page.self)
            #expect(rest.jobs.map(\.id) == jobs.reversed().dropFirst(3).map(\.id.description))
            #expect(rest.next_cursor == nil)
            #expect(try await get("/jobs?state=failed").decoded(Page.self).jobs.isEmpty)
            for bad in ["state=x", "limit=0", "limit=501", "cursor=x", "x=1"] {
                #expect(try await get("/jobs?\(bad)").code == "invalid_option")
            }
        }
    }

    @Test func `the board has its figures, its page, and a way in for browsers`() async throws {
        let store = try StubStore()
        var job = Job.sample()
        job.state = .running
        store.put(job)
        let times = ([5, 7].map { Duration.milliseconds($0) }, [300, 100].map { Duration.milliseconds($0) })
        store.setEndings(JobEndings(counts: [.succeeded: 2, .failed: 1], waits: times.0, runs: times.1))
        try await live(store) { [job] (get: Get) in
            let figures = try await get("/board/data").decoded(Figures.self)
            #expect(figures.minutes.count == 60)
            #expect(figures.minutes[59].succeeded == 2)
            #expect(figures.minutes[59].failed == 1)
            #expect(figures.minutes[59].run_ms == Figures.Spread(p50: 300, p95: 300))
            #expect(figures.counts["running"] == 1)
            #expect(figures.oldest_wait_s == 1.5)
            #expect(figures.workers[0].running.map(\.job) == [job.id.description])
            #expect(figures.failures[0].code == "invalid_image")
            let page = try await get("/board")
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self';") == true)
        }
        let settings = Settings.test { $0.http.operatorToken = "s3cret" }
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let entry = try await client.execute(uri: "/board?token=s3cret", method: .get)
            #expect(entry.status == .seeOther)
            #expect(entry.headers[.location] == "/board")
            let cookie = try #require(entry.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            let field = String(cookie.prefix { $0 != ";" })
            let board = try await client.execute(uri: "/board", method: .get, headers: [.cookie: field])
            #expect(board.status == .ok)
            #expect(try await client.execute(uri: "/board?token=wrong", method: .get).status == .notFound)
        }
    }

    private typealias Get = @Sendable (String) async throws -> TestResponse

    /// As a client of this machine.
    private func live(_ store: StubStore, _ body: @escaping @Sendable (@escaping Get) async throws -> Void) async throws
    {
        try await front(store).application.test(.live) { (client: Client) async throws in
            try await body { path in try await client.execute(uri: path, method: .get) }
        }
    }
}

private struct Page: Decodable {
    struct Item: Decodable { var id: String }
    var jobs: [Item]
    var next_cursor: String?
}

private struct Figures: Decodable {
    struct Spread: Decodable, Equatable { var p50, p95: Int }

    struct Minute: Decodable {
        var succeeded, failed: Int
        var run_ms: Spread?
    }

    struct Worker: Decodable {
        struct Running: Decodable { var job: String }
        var running: [Running]
    }

    struct Failure: Decodable { var code: String }

    var minutes: [Minute]
    var counts: [String: Int]
    var oldest_wait_s: Double?
    var workers: [Worker]
    var failures: [Failure]
}
