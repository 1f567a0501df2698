import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct PageTests {
    private static let browser: HTTPFields = [
        .accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    ]

    @Test func `browsers get the page, programs a list of routes`() async throws {
        try await front(StubStore()).application.test(.router) { (client: Client) async throws in
            let page = try await client.execute(uri: "/", method: .get, headers: Self.browser)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.json.contains("action=\"/read\""))
            let list = try await client.execute(uri: "/", method: .get, headers: [.accept: "*/*"])
            #expect(list.headers[.contentType] == "application/json")
            #expect(list.json.contains("POST /extract-text"))
        }
    }

    @Test func `everything that a page names is there`() async throws {
        try await front(StubStore()).application.test(.router) { (client: Client) async throws in
            for path in ["/", "/docs"] {
                let page = try await client.execute(uri: path, method: .get, headers: Self.browser).json
                let named = page.split(separator: "\"").filter { $0.hasPrefix("/assets/") }
                #expect(named.count > 3)
                // Swagger UI is there once the set-up has fetched it: the end-to-end tests ask for it.
                for asset in named where !asset.hasPrefix("/assets/swagger-ui/") {
                    let file = try await client.execute(uri: String(asset), method: .get)
                    #expect(file.status == .ok, "\(asset)")
                    #expect(file.headers[.xContentTypeOptions] == "nosniff")
                    let tag = try #require(file.headers[.eTag])
                    let again = try await client.execute(
                        uri: String(asset),
                        method: .get,
                        headers: [.ifNoneMatch: tag]
                    )
                    #expect(again.status == .notModified)
                }
            }
        }
    }

    @Test(arguments: [
        "/assets/none.js", "/assets/board/index.html", "/assets/../../Package.swift", "/assets/%2e%2e/API.swift",
        "/assets/",
    ])
    func `nothing else is`(path: String) async throws {
        try await front(StubStore()).application.test(.router) { (client: Client) async throws in
            #expect(try await client.execute(uri: path, method: .get).status == .notFound)
        }
    }

    @Test func `a form without scripts leads to a page with the text`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let name = "<img src=x onerror='1'>.png"
            let form = FormBody().file("image", Images.png(), filename: name)
            let made = try await client.post(form, to: "/read")
            #expect(made.status == .seeOther)
            let location = try #require(made.headers[.location])
            let waiting = try await client.execute(uri: location, method: .get)
            #expect(waiting.json.contains("http-equiv=\"refresh\""))
            #expect(waiting.json.contains("&lt;img src=x onerror=&#39;1&#39;&gt;.png"))
            #expect(!waiting.json.contains("<img src=x"))
            store.finish(store.enqueued[0].id)
            let done = try await client.execute(uri: location, method: .get)
            #expect(done.json.contains(">Hello</pre>"))
            #expect(done.json.contains("/result?format=alto"))
            #expect(!done.json.contains("http-equiv"))
            #expect(done.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
        }
        #expect(store.enqueued[0].keepsUpload)
    }

    @Test func `what goes wrong is a page, too`() async throws {
        var settings = Settings.test()
        settings.limits.rate = RateLimit(count: 1, period: .seconds(60))
        let store = try StubStore(.fail(JobFailure(.invalidImage, "Cut <off>.")))
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let made = try await client.post(FormBody().file("image", Images.png()), to: "/read")
            let failed = try await client.execute(uri: try #require(made.headers[.location]), method: .get)
            #expect(failed.json.contains("Cut &lt;off&gt;."))
            let limited = try await client.post(FormBody().file("image", Images.png()), to: "/read")
            #expect(limited.status == .tooManyRequests)
            #expect(limited.headers[.contentType] == "text/html; charset=utf-8")
            #expect(limited.headers[.retryAfter] != nil)
            let unknown = try await client.execute(uri: "/read/\(JobID(now: Date()))", method: .get)
            #expect(unknown.status == .notFound)
            #expect(unknown.json.contains("There is no job of this id."))
        }
    }
}
