// Bad input to a live server: each gets its status and code in a problem document, and the server goes on.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Shared
import Testing

extension EndToEnd {
    @Suite struct BadInputTests {
        private static let limit = 10 * 1024 * 1024

        /// Expects a problem, and that the service reads the next image as though nothing had happened.
        private func expect(
            _ status: Int,
            _ code: String,
            _ settings: [String: String] = [:],
            location: SourceLocation = #_sourceLocation,
            _ request: (Service) async throws -> Answer
        ) async throws {
            let good = try TestImage.load(5)
            try await Service.run(settings) { service in
                let answer = try await request(service)
                let text = String(decoding: answer.bytes.prefix(500), as: UTF8.self)
                #expect(answer.status == status, "\(text)", sourceLocation: location)
                #expect(
                    answer.headers.first(name: "Content-Type") == "application/problem+json",
                    sourceLocation: location
                )
                #expect(try answer.body.code == code, "\(text)", sourceLocation: location)
                #expect(try answer.body.success == false, sourceLocation: location)
                let next = try await service.post("/extract-text", good)
                #expect(next.status == 200, sourceLocation: location)
            }
        }

        @Test func `no image field`() async throws {
            try await expect(400, "invalid_request") { try await $0.post("/extract-text", [.field("lang", "eng")]) }
        }

        @Test func `an empty file`() async throws {
            try await expect(400, "invalid_request") { try await $0.post("/extract-text", [.image([])]) }
        }

        @Test func `a text file named png`() async throws {
            let text = Array("This is text and no picture at all.".utf8)
            try await expect(400, "unsupported_format") { try await $0.post("/extract-text", [.image(text)]) }
        }

        @Test func `a PNG cut in the middle`() async throws {
            let image = try TestImage.load(1)
            let half = Array(image.bytes.prefix(image.bytes.count / 2))
            try await expect(400, "invalid_image") { try await $0.post("/extract-text", [.image(half)]) }
        }

        @Test func `a BMP that claims to be vast`() async throws {
            var header: [UInt8] = Array("BM".utf8) + little(54) + little(0) + little(54) + little(40)
            header += little(100_000) + little(100_000) + [1, 0, 24, 0] + [UInt8](repeating: 0, count: 24)
            try await expect(413, "image_too_large") { [header] in try await $0.post("/extract-text", [.image(header)])
            }
        }

        @Test func `a file one byte too large, with its length said`() async throws {
            let bytes = try TestImage.load(1).bytes
            let large = bytes + [UInt8](repeating: 0, count: Self.limit + 1 - bytes.count)
            try await expect(413, "payload_too_large") { try await $0.post("/extract-text", [.image(large)]) }
        }

        @Test func `a file one byte too large, in chunks`() async throws {
            let bytes = try TestImage.load(1).bytes
            let large = bytes + [UInt8](repeating: 0, count: Self.limit + 1 - bytes.count)
            let body = MultipartBody.encode([.image(large)])
            try await expect(413, "payload_too_large") { service in
                let stream = stride(from: 0, to: body.count, by: 65_536).async(body)
                let headers: HTTPHeaders = ["Content-Type": MultipartBody.contentType]
                return try await service.send(
                    .POST,
                    "/extract-text",
                    headers: headers,
                    body: .stream(stream, length: .unknown)
                )
            }
        }

        @Test func `a file of exactly the limit is taken`() async throws {
            let bytes = try TestImage.load(5).bytes
            let full = bytes + [UInt8](repeating: 0, count: Self.limit - bytes.count)
            try await Service.run { service in
                let answer = try await service.post("/extract-text", [.image(full)])
                #expect(answer.status == 200)
            }
        }

        @Test func `a body over the request limit is refused before it is sent`() async throws {
            try await Service.run { service in
                let connection = try RawConnection(port: service.port)
                try await connection.send(
                    "POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Type: \(MultipartBody.contentType)\r\n"
                        + "Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n"
                )
                let answer = try await connection.receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 413 "))
                #expect(answer.contains("payload_too_large"))
            }
        }

        @Test func `a body that stops half way`() async throws {
            let body = MultipartBody.encode([.image(try TestImage.load(1).bytes)])
            let head = "POST /extract-text HTTP/1.1\r\nHost: x\r\nContent-Type: \(MultipartBody.contentType)\r\n"
            try await Service.run { service in
                let connection = try RawConnection(port: service.port)
                try await connection.send(head + "Content-Length: \(body.count)\r\n\r\n")
                try await connection.send(Array(body.prefix(body.count / 2)))
                connection.finishSending()
                let answer = try await connection.receiveAll()
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "))
                #expect(try await service.get("/health").status == 200)
                #expect(try await service.post("/extract-text", TestImage.load(5)).status == 200)
            }
        }

        @Test func `no closing boundary`() async throws {
            let whole = MultipartBody.encode([.image(try TestImage.load(5).bytes)])
            let cut = Array(whole.dropLast(10))
            try await expect(400, "invalid_request") { try await $0.sendMultipart(cut) }
        }

        @Test func `a part with a header of a megabyte`() async throws {
            let name = String(repeating: "x", count: 1024 * 1024)
            try await expect(400, "invalid_request") {
                try await $0.post("/extract-text", [.image([1], filename: name)])
            }
        }

        @Test func `ten thousand parts`() async throws {
            let parts = (0..<10_000).map { Part.image([1], name: "images", filename: "\($0).png") }
            try await expect(413, "payload_too_large") { try await $0.post("/batch-extract", parts) }
        }

        @Test func `an unknown option`() async throws {
            let image = try TestImage.load(5)
            try await expect(400, "invalid_option") {
                try await $0.post("/extract-text", [.image(image.bytes), .field("colour", "blue")])
            }
        }

        @Test func `an unknown language`() async throws {
            let image = try TestImage.load(5)
            try await expect(400, "invalid_option") {
                try await $0.post("/extract-text", [.image(image.bytes), .field("lang", "tlh")])
            }
        }

        @Test func `an unknown job`() async throws {
            try await expect(404, "not_found") { try await $0.get("/jobs/0190163d-8694-4395-8d4f-5c2a9e6e2c3d") }
        }

        @Test func `the 11th request within a minute`() async throws {
            let image = try TestImage.load(5)
            try await Service.run(["LECTOR_RATE_LIMIT": "10/minute"]) { service in
                for _ in 0..<10 { #expect(try await service.post("/extract-text", image).status == 200) }
                let refused = try await service.post("/extract-text", image)
                #expect(refused.status == 429)
                #expect(try refused.body.code == "rate_limited")
                let seconds = try #require(refused.headers.first(name: "Retry-After").flatMap { Int($0) })
                #expect((1...60).contains(seconds))
                #expect(refused.headers.first(name: "RateLimit") != nil)
                #expect(try await service.get("/health").status == 200)
            }
        }

        private func little(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) } }
    }
}

extension Service {
    fileprivate func sendMultipart(_ body: [UInt8]) async throws -> Answer {
        let headers: HTTPHeaders = ["Content-Type": MultipartBody.contentType]
        return try await send(.POST, "/extract-text", headers: headers, body: .bytes(body))
    }
}

extension StrideTo<Int> {
    /// The pieces of a body that begin where the stride says.
    fileprivate func async(_ body: [UInt8]) -> AsyncStream<ByteBuffer> {
        let pieces = map { ByteBuffer(bytes: body[$0..<Swift.min($0 + 65_536, body.count)]) }
        return AsyncStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish()
        }
    }
}
