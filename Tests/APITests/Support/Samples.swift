// Things to test with.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore

@testable import API
@testable import Shared

extension RecognitionResult {
    static func sample(_ text: String) -> RecognitionResult {
        RecognitionResult(
            text: text,
            confidence: 0.95,
            wordCount: 1,
            preprocessing: ["grey"],
            duration: .milliseconds(7)
        )
    }
}

extension RecognitionIdentity {
    static let sample = RecognitionIdentity(pipeline: 1, tesseract: "5.3.0", traineddata: ["eng": "aa", "deu": "bb"])
}

extension StoreStatus {
    static let withWorker = StoreStatus(
        waiting: 4,
        slots: 2,
        serviceTime: .seconds(3),
        identity: .sample,
        cacheGeneration: 1
    )
}

extension Job {
    static func sample(_ submission: Submission, _ behaviour: StubStore.Behaviour) -> Job {
        var job = Job(
            id: submission.id,
            state: .queued,
            image: submission.image,
            filename: submission.filename,
            options: submission.options,
            priority: submission.priority,
            keepsUpload: submission.keepsUpload,
            cached: false,
            attempts: 0,
            progress: 0,
            queuePosition: 0,
            createdAt: Date(timeIntervalSince1970: 1_700_000_000.25)
        )
        switch behaviour {
        case .leaveQueued, .refuse: return job
        case .succeed(let text):
            job.state = .succeeded
            job.result = .sample(text)
        case .fail(let failure):
            job.state = .failed
            job.failure = failure
        }
        job.queuePosition = nil
        job.finishedAt = Date(timeIntervalSince1970: 1_700_000_001)
        return job
    }

    static func sample(_ id: JobID = JobID(now: Date())) -> Job {
        let submission = Submission(
            id: id,
            upload: Upload(digest: "00", size: 1, content: .memory([0])),
            image: ImageInfo(format: .png, width: 3, height: 2),
            options: RecognitionOptions(language: "eng"),
            fingerprint: nil,
            filename: "a.png",
            client: "test"
        )
        return .sample(submission, .leaveQueued)
    }
}

/// Images with a header and little else.
enum Images {
    static func png(width: UInt32 = 3, height: UInt32 = 2) -> [UInt8] {
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13] + Array("IHDR".utf8) + big(width) + big(height)
            + [8, 2, 0, 0, 0]
    }

    static func bmp(width: Int32, height: Int32, headerSize: UInt32 = 40) -> [UInt8] {
        Array("BM".utf8) + [UInt8](repeating: 0, count: 12) + little(headerSize) + little(UInt32(bitPattern: width))
            + little(UInt32(bitPattern: height)) + [UInt8](repeating: 0, count: 24)
    }

    static func big(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) } }

    static func little(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) } }
}

/// A form as a client sends it.
struct FormBody {
    private(set) var bytes: [UInt8] = []

    static let type = "multipart/form-data; boundary=XyZ"

    func file(_ name: String, _ content: [UInt8], filename: String = "a.png") -> FormBody {
        part("name=\"\(name)\"; filename=\"\(filename)\"", content)
    }

    func text(_ name: String, _ value: String) -> FormBody { part("name=\"\(name)\"", Array(value.utf8)) }

    var buffer: ByteBuffer { ByteBuffer(bytes: bytes + Array("--XyZ--\r\n".utf8)) }

    private func part(_ disposition: String, _ content: [UInt8]) -> FormBody {
        var form = self
        form.bytes += Array("--XyZ\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n".utf8) + content
        form.bytes += Array("\r\n".utf8)
        return form
    }
}

/// To be named by closures that throw only inside of `#expect`: the compiler does not see that.
typealias Client = any TestClientProtocol

extension TestClientProtocol {
    func post(_ form: FormBody, to uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = FormBody.type
        return try await execute(uri: uri, method: .post, headers: headers, body: form.buffer)
    }
}

extension TestResponse {
    var json: String { String(buffer: body) }

    func decoded<Value: Decodable>(_: Value.Type) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(body.readableBytesView))
    }

    /// The `code` of a problem document.
    var code: String? {
        guard headers[.contentType] == "application/problem+json", let start = json.firstRange(of: "\"code\":\"") else {
            return nil
        }
        return String(json[start.upperBound...].prefix { $0 != "\"" })
    }
}

extension Settings {
    static func test(_ change: (inout Settings) -> Void = { _ in }) -> Settings {
        var settings = Settings()
        settings.limits.rate = nil
        settings.http.port = 0
        change(&settings)
        return settings
    }
}

extension WebFolder {
    /// Of the sources: it is the same wherever the tests run.
    static let test: WebFolder = {
        let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        return WebFolder(path: root + "/Sources/API/Web")
    }()
}

func front(
    _ store: StubStore,
    _ settings: Settings = .test(),
    program: String = "/bin/false",
    timeouts: ConnectionHandler.Timeouts = .init()
) -> Front {
    var logger = Logger(label: "test")
    logger.logLevel = .error
    return buildFront(
        store: store,
        settings: settings,
        logger: logger,
        web: .test,
        program: program,
        timeouts: timeouts,
        outermost: Recorder()
    )
}
