import FoundationEssentials
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Shared
import TestSupport
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

    @Test(arguments: OutputFormat.allCases.filter { $0 != .pdf })
    func `numbers that an engine should not write harm nobody`(format: OutputFormat) async throws {
        let store = try StubStore()
        let job = finished(store)
        let far = "[9223372036854775807,-9223372036854775808,9223372036854775807,-1]"
        let word = #"{"text":"a","confidence":1e300,"box":\#(far)}"#
        let line = #"{"box":\#(far),"baseline":\#(far),"startsParagraph":true,"words":[\#(word),\#(word)]}"#
        let short = #"{"box":\#(far),"baseline":[1],"startsParagraph":false,"words":[\#(word)]}"#
        let block = #"{"kind":"table","box":\#(far),"lines":[\#(line),\#(short)]}"#
        let page = #"{"number":-9223372036854775808,"width":-1,"height":9223372036854775807,"blocks":[\#(block)]}"#
        store.put(job, pages: "[\(page)]")
        try await front(store).application.test(.router) { (client: Client) async throws in
            let uri = "/jobs/\(job.id)/result?format=\(format.rawValue)"
            #expect(try await client.execute(uri: uri, method: .get).status == .ok)
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
        // Shows that it gets the image as its input, the pages as descriptor 3, and writes what clients get.
        let maker = try Script("printf '%%PDF '; wc -c; cat <&3")
        try await front(store, program: maker.path).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(kept.id)/result?format=pdf", method: .get)
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(answer.json.hasPrefix("%PDF \(Images.png().count)\n[{\"number\":1"))
            #expect(answer.headers[.contentLength] == "\(answer.body.readableBytes)")
            let missing = try await client.execute(uri: "/jobs/\(gone.id)/result?format=pdf", method: .get)
            #expect(missing.status == .conflict)
            #expect(missing.json.contains("pdf=true"))
        }
        #expect(store.incomingFiles.isEmpty)
    }

    @Test(arguments: [
        ("exit 65", HTTPResponse.Status.conflict, "conflict"), ("exit 70", .internalServerError, "internal"),
        ("kill -KILL $$", .internalServerError, "internal"),
    ])
    func `a program that cannot make it costs only this PDF`(
        script: String,
        status: HTTPResponse.Status,
        code: String
    ) async throws {
        let store = try StubStore()
        let job = finished(store, image: Images.png())
        let maker = try Script(script)
        try await front(store, program: maker.path).application.test(.router) { (client: Client) async throws in
            let answer = try await client.execute(uri: "/jobs/\(job.id)/result?format=pdf", method: .get)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }

    @Test func `a PDF that nobody waits for any more is not made`() async throws {
        let store = try StubStore()
        let job = finished(store, image: Images.png())
        let maker = try Script("echo $$ > \"$0.pid\"; exec sleep 600")
        try await front(store, program: maker.path).application.test(.live) { (client: Client) async throws in
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "localhost", port: try #require(client.port)).get()
            let request = "GET /jobs/\(job.id)/result?format=pdf HTTP/1.1\r\nHost: x\r\n\r\n"
            try await channel.writeAndFlush(ByteBuffer(string: request))
            let file = maker.path + ".pid"
            #expect(try await eventually { (try? String(contentsOfFile: file, encoding: .utf8))?.last == "\n" })
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let pid = try #require(Int32(text.dropLast()))
            try await channel.close()
            #expect(try await eventually { kill(pid, 0) != 0 })
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

/// A program of a test's own, in a folder of its own.
private final class Script: Sendable {
    let path: String
    private let folder = "/tmp/lector-script-\(UUID().uuidString)"

    init(_ text: String) throws {
        path = "\(folder)/program"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
