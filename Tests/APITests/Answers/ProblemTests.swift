import HTTPTypes
import HummingbirdCore
import Shared
import Testing

@testable import API

struct ProblemTests {
    private static let receipt = RateLimiter.Receipt(isAllowed: false, quota: 10, window: 60, remaining: 0, reset: 17)

    @Test(arguments: [
        (APIError.invalidRequest("x"), 400, "invalid_request"),
        (.invalidOption("x"), 400, "invalid_option"),
        (.unsupportedFormat, 400, "unsupported_format"),
        (.invalidImage("x"), 400, "invalid_image"),
        (.unsupportedMediaType, 415, "unsupported_media_type"),
        (.fileTooLarge(limit: 1), 413, "payload_too_large"),
        (.requestTooLarge(limit: 1), 413, "payload_too_large"),
        (.tooManyFiles(limit: 1), 413, "payload_too_large"),
        (.imageTooLarge(width: 1, height: 1, limit: 0), 413, "image_too_large"),
        (.routeNotFound, 404, "not_found"),
        (.methodNotAllowed(allowed: ["POST"]), 405, "method_not_allowed"),
        (.unknownID(.job), 404, "not_found"),
        (.expired(.batch), 410, "expired"),
        (.jobAlreadyFinal(.failed), 409, "conflict"),
        (.jobCancelled, 409, "conflict"),
        (.rateLimited(receipt), 429, "rate_limited"),
        (.queueFull(retryAfter: .seconds(9)), 503, "queue_full"),
        (.storeUnavailable, 503, "store_unavailable"),
        (.noWorker, 503, "unavailable"),
        (.shuttingDown, 503, "unavailable"),
        (.clientGone, 499, "client_gone"),
    ])
    func `every error has its status and code`(error: APIError, status: Int, code: String) {
        let problem = Problem(error)
        #expect(problem.status.code == status)
        #expect(problem.code == code)
        #expect(problem.response.headers[.contentType] == "application/problem+json")
        if status == 503 { #expect(problem.headers[.retryAfter] != nil) }
    }

    @Test(arguments: [
        (FailureCode.invalidImage, 400), (.imageTooLarge, 413), (.recognitionTimeout, 422), (.outOfMemory, 422),
        (.recognitionFailed, 500), (.workerLost, 500), (.queueTimeout, 503),
    ])
    func `every failure of a job has its status and its own code`(code: FailureCode, status: Int) {
        let problem = Problem(.jobFailed(JobFailure(code, "why")))
        #expect(problem.status.code == status)
        #expect(problem.code == code.rawValue)
        #expect(problem.detail == "why")
    }

    @Test func `a document has all members, in order`() {
        var json = JSONWriter()
        json.object { Problem(.invalidOption("no \"x\"")).write(to: &$0) }
        #expect(
            String(decoding: json.bytes, as: UTF8.self) == """
                {"success":false,"type":"urn:lector:problem:invalid_option","title":"An option is unknown or has a bad value",\
                "status":400,"detail":"no \\"x\\"","code":"invalid_option"}
                """
        )
    }

    @Test func `headers say what the body says`() {
        #expect(Problem(.methodNotAllowed(allowed: ["GET", "HEAD"])).headers[.allow] == "GET, HEAD")
        #expect(Problem(.rateLimited(Self.receipt)).headers[.retryAfter] == "17")
        #expect(Problem(.queueFull(retryAfter: .seconds(9))).headers[.retryAfter] == "9")
    }

    @Test func `an error of the store says how long to wait`() {
        #expect(APIError(.queueFull, backlog: .seconds(6)) == .queueFull(retryAfter: .seconds(6)))
        #expect(APIError(.unavailable("secret"), backlog: .seconds(6)) == .storeUnavailable)
        #expect(APIError(.uploadMissing, backlog: .seconds(6)) == .storeUnavailable)
    }
}
