import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import TestSupport
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct BatchTests {
    private let form = FormBody().file("images", Images.png(), filename: "1.png")
        .file("images", Array("no image".utf8), filename: "2.txt")
        .file("images", [], filename: "3.png")
        .file("images", [UInt8](repeating: 0, count: 2_000), filename: "4.png")
        .file("images", Images.bmp(width: 5, height: 5), filename: "5.bmp")

    private let settings = Settings.test {
        $0.limits.upload = 1_000
        $0.limits.batch = 5
    }

    @Test func `each image has its own result or problem, in the order sent`() async throws {
        let store = try StubStore()
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let response = try await client.post(form, to: "/batch-extract")
            #expect(response.status == .ok)
            let items = response.json.split(separator: "},{\"success\"").map(String.init)
            #expect(items.count == 5)
            #expect(items[0].hasPrefix(#"{"results":[{"success":true,"text":"Hello""#))
            #expect(items[0].hasSuffix(#""filename":"1.png""#))
            #expect(items[1].contains(#""code":"unsupported_format","filename":"2.txt""#))
            #expect(items[2].contains(#""code":"invalid_request","filename":"3.png""#))
            #expect(items[3].contains(#""code":"payload_too_large","filename":"4.png""#))
            #expect(items[4].hasSuffix(#""filename":"5.bmp"}]}"#))
        }
        #expect(store.enqueued.count == 2)
    }

    @Test func `unfinished images are their jobs`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let response = try await client.post(form, to: "/batch-extract", headers: [.prefer: "wait=0"])
            #expect(response.status == .accepted)
            #expect(response.headers[.retryAfter] == "1")
            for submission in store.enqueued { #expect(response.json.contains(#"{"id":"\#(submission.id)""#)) }
            #expect(response.json.contains(#""code":"unsupported_format""#))
        }
    }

    @Test func `a batch waits for all its jobs`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            async let response = client.post(form, to: "/batch-extract")
            #expect(try await eventually { store.enqueued.count == 2 })
            for submission in store.enqueued { store.finish(submission.id) }
            #expect(try await response.status == .ok)
        }
    }

    @Test func `too many images are one problem`() async throws {
        let store = try StubStore()
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let response = try await client.post(form.file("images", Images.png()), to: "/batch-extract")
            #expect(response.status == .contentTooLarge)
            #expect(response.code == "payload_too_large")
        }
        #expect(store.enqueued.isEmpty)
    }

    @Test func `a batch without images is none`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            let wrong = try await client.post(FormBody().file("image", Images.png()), to: "/batch-extract")
            #expect(wrong.code == "invalid_request")
            let raw = try await client.execute(
                uri: "/batch-extract",
                method: .post,
                headers: [.contentType: "image/png"],
                body: ByteBuffer(bytes: Images.png())
            )
            #expect(raw.code == "unsupported_media_type")
        }
    }

    @Test func `more parts than a batch can have are refused`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            let form = (0..<10_000).reduce(into: FormBody()) { form, index in form = form.text("f\(index)", "") }
            #expect(try await client.post(form, to: "/batch-extract").code == "invalid_request")
        }
    }
}
