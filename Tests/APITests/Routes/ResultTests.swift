import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct ResultTests {
    private func finished(_ store: StubStore, filename: String? = "a.png", image: [UInt8]? = nil) -> Job {
        var job = Job.sample()
        job.filename = filename
        job.state = .succeeded
        job.finishedAt = Date(timeIntervalSince1970: 1_700_000_001)
        job.result = .sample("Hello world")
        store.put(job, image: image)
        return job
    }

    @Test(arguments: [
        ("json", "application/json", #""text":"world""#), ("text", "text/plain; charset=utf-8", "Hello world\n"),
        ("hocr", "text/html; charset=utf-8", "ocrx_word"), ("alto", "application/xml", "<alto"),
        ("tsv", "text/tab-separated-values; charset=utf-8", "level\tpage_num"),
        ("markdown", "text/markdown; charset=utf-8", "Hello world"),
    ])
    func `a result is there in every format`(format: String, type: String, content: String) async throws {
        let store = try StubStore()
        let job = finished(store)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(job.id)/result?format=\(format)", method: .get)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == type)
            #expect(answer.json.contains(content))
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"a.") == true)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func `Accept chooses, and JSON is what others get`() async throws {
        let store = try StubStore()
        let job = finished(store)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let uri = "/jobs/\(job.id)/result"
            let plain = try await client.execute(uri: uri, method: .get, headers: [.accept: "text/plain, */*;q=0.1"])
            #expect(plain.json == "Hello world\n")
            #expect(plain.headers[.vary] == "Accept")
            let usual = try await client.execute(uri: uri, method: .get)
            #expect(usual.headers[.contentType] == "application/json")
            let none = try await client.execute(uri: uri, method: .get, headers: [.accept: "image/png"])
            #expect(none.status == .notAcceptable)
            #expect(none.code == "not_acceptable")
            let unknown = try await client.execute(uri: "\(uri)?format=docx", method: .get)
            #expect(unknown.status == .notAcceptable)
            #expect(unknown.json.contains("json, text, hocr, alto, tsv, pdf, markdown"))
            #expect(try await client.execute(uri: "\(uri)?form=text", method: .get).code == "invalid_option")
        }
    }

    @Test func `what a client has is not sent again`() async throws {
        let store = try StubStore()
        let job = finished(store)
        try await front(store).application.test(.router) { (client: Client) async throws in
            for uri in ["/jobs/\(job.id)/result?format=text", "/jobs/\(job.id)"] {
                let first = try await client.execute(uri: uri, method: .get)
                let tag = try #require(first.headers[.eTag])
                for known in [tag, "\"x\", W/\(tag)", "*"] {
                    let again = try await client.execute(uri: uri, method: .get, headers: [.ifNoneMatch: known])
                    #expect(again.status == .notModified)
                    #expect(again.headers[.eTag] == tag)
                    #expect(again.body.readableBytes == 0)
                }
                let other = try await client.execute(uri: uri, method: .get, headers: [.ifNoneMatch: "\"x\""])
                #expect(other.status == .ok)
            }
        }
    }

    @Test func `too early is a conflict that says when to come back`() async throws {
        let store = try StubStore()
        let job = Job.sample()
        store.put(job)
        try await front(store).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(job.id)/result", method: .get)
            #expect(answer.status == .conflict)
            #expect(answer.code == "conflict")
            #expect(answer.headers[.retryAfter] == "1")
        }
    }

    @Test func `a job without a result never has one`() async throws {
        let store = try StubStore()
        var (failed, cancelled) = (Job.sample(), Job.sample())
        (failed.state, failed.failure) = (.failed, JobFailure(.invalidImage, "Cut off."))
        cancelled.state = .cancelled
        store.put(failed)
        store.put(cancelled)
        try await front(store).application.test(.router) { [failed, cancelled] (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(failed.id)/result?format=tsv", method: .get)
            #expect(answer.status == .conflict)
            #expect(answer.json.contains("invalid_image: Cut off."))
            #expect(answer.headers[.retryAfter] == nil)
            let other = try await client.execute(uri: "/jobs/\(cancelled.id)/result", method: .get)
            #expect(other.code == "conflict")
            let unknown = try await client.execute(uri: "/jobs/\(JobID(now: Date()))/result", method: .get)
            #expect(unknown.code == "not_found")
        }
    }

    @Test func `names of files do no harm in headers`() async throws {
        let store = try StubStore()
        let job = finished(store, filename: "../a\"b\r\nX-Evil: 1\u{202E}gnp.exe.png")
        try await front(store).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(job.id)/result?format=text", method: .get)
            let field = try #require(answer.headers[.contentDisposition])
            #expect(!field.contains { $0.isNewline || !$0.isASCII })
            #expect(field.ranges(of: "\"").count == 2)
            #expect(!field.contains("/"))
        }
    }

    @Test func `a PDF needs the image, and a program that makes it`() async throws {
        let store = try StubStore()
        let (kept, gone) = (finished(store, image: Images.png()), finished(store))
        let folder = "/tmp/lector-pdf-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = "\(folder)/maker"
        // Shows that it gets the image as its input, the pages as descriptor 3, and writes what clients get.
        try Data("#!/bin/sh\nprintf '%%PDF '; wc -c; cat <&3\n".utf8).write(to: URL(filePath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let settings = Settings.test { $0.database = "\(folder)/l.sqlite" }
        try await front(store, settings, program: program).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(kept.id)/result?format=pdf", method: .get)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(answer.json.hasPrefix("%PDF \(Images.png().count)\n[{\"number\":1"))
            #expect(answer.headers[.contentLength] == "\(answer.body.readableBytes)")
            let missing = try await client.execute(uri: "/jobs/\(gone.id)/result?format=pdf", method: .get)
            #expect(missing.status == .conflict)
            #expect(missing.json.contains("pdf=true"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["maker"])
        try await front(store, settings).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(kept.id)/result?format=pdf", method: .get)
            #expect(answer.code == "conflict")
        }
    }

    @Test func `pdf=true keeps the image, and is answered with a job`() async throws {
        let store = try StubStore()
        try await front(store).application.test(.router) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png())
            let made = try await client.post(form, to: "/jobs?pdf=true")
            #expect(made.json.contains(#""pdf":true"#))
            _ = try await client.post(form, to: "/jobs")
            #expect(try await client.post(form, to: "/jobs?pdf=yes").code == "invalid_option")
        }
        #expect(store.enqueued.map(\.keepsUpload) == [true, false])
    }
}
