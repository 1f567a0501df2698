// Requests as a client sends them.

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import TestSupport

/// An answer with its body as JSON, where it is JSON.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var bytes: [UInt8]

    /// The members that the contract names.
    ///
    /// Where the body is something else, the test fails.
    var body: Body {
        get throws { try JSONDecoder().decode(Body.self, from: Data(bytes)) }
    }

    /// A result, a job, a batch or a problem: whatever is there.
    final class Body: Decodable, Sendable {
        let success: Bool?
        let text: String?
        let confidence: Double?
        let metadata: Metadata?
        let cached: Bool?
        let processing_time_ms: Int?
        let job_id: String?
        let code: String?
        let detail: String?
        let status: Int?
        let id: String?
        let state: String?
        let attempts: Int?
        let progress: Double?
        let page: Int?
        let pages: [Body]?
        let words: [Word]?
        let queue_position: Int?
        let filename: String?
        let results: [Body]?
        let jobs: [Body]?
        let counts: [String: Int]?
        let result: Body?
        let error: Body?
    }

    struct Word: Decodable, Sendable {
        var text: String
        var confidence: Double
        var box: [Int]
        var page: Int
    }

    struct Metadata: Decodable, Sendable, Equatable {
        var width: Int
        var height: Int
        var format: String
    }
}

/// One part of a multipart body.
struct Part {
    var name: String
    var filename: String?
    var bytes: [UInt8]

    static func image(_ bytes: [UInt8], name: String = "image", filename: String = "page.png") -> Part {
        Part(name: name, filename: filename, bytes: bytes)
    }

    static func field(_ name: String, _ value: String) -> Part {
        Part(name: name, filename: nil, bytes: Array(value.utf8))
    }
}

enum MultipartBody {
    static let boundary = "----lector-test-boundary"
    static let contentType = "multipart/form-data; boundary=\(boundary)"

    static func encode(_ parts: [Part]) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            let filename = part.filename.map { "; filename=\"\($0)\"" } ?? ""
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(filename)\r\n\r\n".utf8
            )
            body += part.bytes + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }
}

extension Service {
    func get(_ path: String) async throws -> Answer { try await send(.GET, path) }

    func delete(_ path: String) async throws -> Answer { try await send(.DELETE, path) }

    func post(_ path: String, _ parts: [Part], headers: HTTPHeaders = [:]) async throws -> Answer {
        var headers = headers
        headers.add(name: "Content-Type", value: MultipartBody.contentType)
        return try await send(.POST, path, headers: headers, body: .bytes(MultipartBody.encode(parts)))
    }

    func post(_ path: String, _ image: TestImage, name: String = "image") async throws -> Answer {
        try await post(path, [.image(image.bytes, name: name, filename: image.filename)])
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        headers: HTTPHeaders = [:],
        body: HTTPClientRequest.Body? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers = headers
        request.body = body
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let bytes = try await response.body.collect(upTo: 64 * 1024 * 1024)
        Exchanges.record(
            method: method.rawValue,
            path: path,
            status: Int(response.status.code),
            headers: response.headers.map { ($0.name, $0.value) },
            body: [UInt8](bytes.readableBytesView)
        )
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            bytes: [UInt8](bytes.readableBytesView)
        )
    }

    /// Makes a job and returns its id.
    func makeJob(_ bytes: [UInt8], filename: String = "page.png") async throws -> String {
        let answer = try await post("/jobs", [.image(bytes, filename: filename)])
        guard answer.status == 202, let id = try answer.body.id else {
            throw TestFailure("no job: \(answer.status) \(String(decoding: answer.bytes, as: UTF8.self))")
        }
        return id
    }

    /// The job once it is final.
    func settledJob(_ id: String) async throws -> Answer.Body {
        try await eventually("the job is final", within: .seconds(90)) {
            let body = try await self.get("/jobs/\(id)?wait=20").body
            return ["succeeded", "failed", "cancelled"].contains(body.state) ? body : nil
        }
    }

    /// The job's state once it is the one named.
    func waitForState(_ id: String, _ state: String) async throws {
        try await eventually("the job is \(state)") { try await self.get("/jobs/\(id)").body.state == state }
    }
}
