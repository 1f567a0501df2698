import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Shared
import TestSupport
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct ExtractTests {
    @Test func `an image becomes its text`() async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png()).text("lang", "deu")
            let response = try await client.post(form, to: "/extract-text?psm=6")
            #expect(response.status == .ok)
            let id = try #require(store.enqueued.first).id
            #expect(
                response.json.hasPrefix(
                    #"{"success":true,"text":"Hello","confidence":0.95,"metadata":{"width":3,"height":2,"#
                )
            )
            let end = #""job_id":"\#(id)","language":"deu","preprocessing":["grey"],"needs_review":false}"#
            #expect(response.json.hasSuffix(end))
        }
        let submission = try #require(store.enqueued.first)
        #expect(submission.options == RecognitionOptions(language: "deu", pageSegmentation: 6))
        #expect(submission.image == ImageInfo(format: .png, width: 3, height: 2))
        #expect(submission.filename == "a.png")
    }

    @Test func `who wants the words gets each with its place, from a job`() async throws {
        let store = try StubStore(.succeed("Hello world"))
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let words =
                #""words":[{"text":"Hello","confidence":0.5,"box":[0,0,9,8],"page":1,"block":1,"line":1},"#
                + #"{"text":"world","confidence":0.5,"box":[10,0,9,8],"page":1,"block":1,"line":1}]"#
            let single = try await client.post(form, to: "/extract-text?detail=words")
            #expect(single.json.hasSuffix(words + "}"))
            let batch = FormBody().file("images", Images.png()).text("detail", "words")
            #expect(try await client.post(batch, to: "/batch-extract").json.contains(words))
            #expect(try await !client.post(form, to: "/extract-text").json.contains("words"))
            let made = try await client.post(form, to: "/jobs?detail=words")
            let location = try #require(made.headers[.location])
            #expect(location.hasSuffix("?detail=words"))
            #expect(try await client.execute(uri: location, method: .get).json.contains(words))
            let other = try await client.execute(uri: location + "x", method: .get)
            #expect(other.code == "invalid_option")
        }
    }

    @Test func `an image may be the body itself`() async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            for type in ["image/png", "IMAGE/x; q=1", "application/octet-stream"] {
                let body = ByteBuffer(bytes: Images.png())
                let response = try await client.execute(
                    uri: "/extract-text?lang=eng",
                    method: .post,
                    headers: [.contentType: type],
                    body: body
                )
                #expect(response.status == .ok)
            }
        }
        #expect(store.enqueued.map(\.filename) == [nil, nil, nil])
    }

    @Test(arguments: [
        ("/extract-text", FormBody().file("images", Images.png()), 400, "invalid_request"),
        ("/extract-text", FormBody().text("image2", "x"), 400, "invalid_request"),
        ("/extract-text", FormBody().file("image", []), 400, "invalid_request"),
        ("/extract-text", FormBody().file("image", Images.png()).file("image", Images.png()), 400, "invalid_request"),
        ("/extract-text", FormBody().file("image", Array("text".utf8)), 400, "unsupported_format"),
        ("/extract-text", FormBody().file("image", Array(Images.png().prefix(18))), 400, "invalid_image"),
        (
            "/extract-text", FormBody().file("image", Images.bmp(width: 100_000, height: 100_000)), 413,
            "image_too_large"
        ),
        (
            "/extract-text", FormBody().file("image", Images.png(width: 0x7fff_ffff, height: 0x7fff_ffff)), 413,
            "image_too_large"
        ),
        ("/extract-text", FormBody().file("image", Images.png()).text("x", "y"), 400, "invalid_option"),
        ("/extract-text?x=y", FormBody().file("image", Images.png()), 400, "invalid_option"),
        ("/extract-text?psm=99", FormBody().file("image", Images.png()), 400, "invalid_option"),
        ("/jobs?lang=..", FormBody().file("image", Images.png()), 400, "invalid_option"),
        ("/jobs", FormBody().file("image", [UInt8](repeating: 0, count: 2_000)), 413, "payload_too_large"),
        ("/jobs", FormBody().file("image", [UInt8](repeating: 0, count: 80_000)), 413, "payload_too_large"),
        ("/jobs", FormBody().text("lang", String(repeating: "x", count: 2_000)), 400, "invalid_option"),
    ])
    func `a bad request gets a problem document and leaves nothing behind`(
        uri: String,
        form: FormBody,
        status: Int,
        code: String
    ) async throws {
        let store = try StubStore()
        let settings = Settings.test { $0.limits.upload = 1_000 }
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let response = try await client.post(form, to: uri)
            #expect(response.status.code == status)
            #expect(response.code == code)
        }
        #expect(store.enqueued.isEmpty)
        #expect(store.incomingFiles.isEmpty)
    }

    @Test(arguments: [nil, "text/plain", "multipart/form-data", "multipart/mixed; boundary=a"])
    func `a body of another type is refused`(type: String?) async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            var headers = HTTPFields()
            headers[.contentType] = type
            let body = ByteBuffer(string: "x")
            let response = try await client.execute(uri: "/extract-text", method: .post, headers: headers, body: body)
            #expect(response.code == (type == "multipart/form-data" ? "invalid_request" : "unsupported_media_type"))
        }
    }

    @Test func `a broken form is refused`() async throws {
        try await front(try StubStore()).application.test(.router) { (client: Client) async throws in
            for body in ["", "--XyZ\r\n", "--XyZ\r\nX: \(String(repeating: "a", count: 1_000_000))"] {
                let response = try await client.execute(
                    uri: "/extract-text",
                    method: .post,
                    headers: [.contentType: FormBody.type],
                    body: ByteBuffer(string: body)
                )
                #expect(response.status == .badRequest)
                #expect(response.code == "invalid_request")
            }
        }
    }

    @Test func `a large upload goes through a file that is gone afterwards`() async throws {
        let store = try StubStore()
        let image = Images.png() + [UInt8](repeating: 7, count: 3_000_000)
        try await front(store).application.test(.router) { (client: Client) async throws in
            #expect(try await client.post(FormBody().file("image", image), to: "/extract-text").status == .ok)
            // Found out only when the whole file is there.
            let form = FormBody().file("image", image).text("x", "y")
            #expect(try await client.post(form, to: "/extract-text").code == "invalid_option")
        }
        #expect(store.enqueued.map(\.upload.size) == [image.count])
        #expect(store.incomingFiles.isEmpty)
    }

    @Test func `the size of a JPEG is found behind megabytes of metadata`() async throws {
        let store = try StubStore()
        let segment = [0xff, 0xed, 0xff, 0xff] + [UInt8](repeating: 0, count: 65_533)
        let frame: [UInt8] = [0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0]
        let image = [0xff, 0xd8] + [[UInt8]](repeating: segment, count: 30).flatMap(\.self) + frame
        try await front(store).application.test(.router) { (client: Client) async throws in
            #expect(try await client.post(FormBody().file("image", image), to: "/extract-text").status == .ok)
        }
        #expect(store.enqueued.map(\.image) == [ImageInfo(format: .jpeg, width: 300, height: 200)])
    }

    @Test(arguments: [
        (FailureCode.invalidImage, 400), (.imageTooLarge, 413), (.recognitionTimeout, 422), (.outOfMemory, 422),
        (.recognitionFailed, 500), (.workerLost, 500), (.queueTimeout, 503),
    ])
    func `a failed job is answered as what failed it`(code: FailureCode, status: Int) async throws {
        try await front(try StubStore(.fail(JobFailure(code, "why")))).application.test(.router) {
            (client: Client) async throws in
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(response.status.code == status)
            #expect(response.code == code.rawValue)
        }
    }

    @Test(arguments: [
        (StoreError.queueFull, "queue_full"), (.unavailable("x"), "store_unavailable"),
        (.uploadMissing, "store_unavailable"),
    ])
    func `a store that takes nothing is 503`(error: StoreError, code: String) async throws {
        try await front(try StubStore(.refuse(error))).application.test(.router) { (client: Client) async throws in
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(response.status == .serviceUnavailable)
            #expect(response.code == code)
            #expect(response.headers[.retryAfter] != nil)
        }
    }

    @Test(arguments: ["respond-async", "wait=0"])
    func `a job that is not waited for is handed out`(preference: String) async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let response = try await client.post(form, to: "/extract-text", headers: [.prefer: preference])
            let id = try #require(store.enqueued.first).id
            #expect(response.status == .accepted)
            #expect(response.headers[.location] == "/jobs/\(id)")
            #expect(response.headers[.retryAfter] == "1")
            #expect(response.headers[.preferenceApplied] == preference)
            #expect(response.json.hasPrefix(#"{"id":"\#(id)","state":"queued""#))
        }
    }

    @Test func `after the wait limit a job is handed out`() async throws {
        let settings = Settings.test { $0.times.syncWait = .milliseconds(20) }
        try await front(try StubStore(.leaveQueued), settings).application.test(.router) {
            (client: Client) async throws in
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(response.status == .accepted)
        }
    }

    @Test func `a request waits for its job`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            async let response = client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(try await eventually { !store.enqueued.isEmpty })
            store.finish(try #require(store.enqueued.first).id)
            #expect(try await response.status == .ok)
        }
    }

    @Test func `a job that someone else cancels is a conflict`() async throws {
        let store = try StubStore(.leaveQueued)
        try await front(store).application.test(.router) { (client: Client) async throws in
            async let response = client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(try await eventually { !store.enqueued.isEmpty })
            let id = try #require(store.enqueued.first).id
            #expect(try await client.execute(uri: "/jobs/\(id)", method: .delete).status == .ok)
            #expect(try await response.code == "conflict")
        }
    }
}
