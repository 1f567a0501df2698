// A Lector that reads nothing: its results are the files it got.

import FoundationEssentials
import Synchronization

@testable import Control
@testable import Shared

/// Takes jobs, and gives each file back as its text.
final class StubService: Sendable {
    /// What is answered instead; nil: as usual.
    ///
    /// The number counts such requests, from 1 on.
    typealias Trouble = @Sendable (StubRequest, Int) -> StubReply?

    private struct State {
        var requests: [StubRequest] = []
        /// By the key that they were made with.
        var ids: [String: String] = [:]
        var bodies: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let trouble: Trouble

    init(_ trouble: @escaping Trouble = { _, _ in nil }) { self.trouble = trouble }

    func requests(_ method: String, _ kind: String = "job") -> [StubRequest] {
        state.withLock { $0.requests.filter { $0.method == method && $0.kind == kind } }
    }

    /// How many jobs were made.
    var jobs: Int { state.withLock { $0.ids.count } }

    func run(port: Int = 0, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await StubServer.run(port: port, { self.answer($0) }, body)
    }

    private func answer(_ request: StubRequest) -> StubReply {
        let count = state.withLock { state in
            state.requests.append(request)
            return state.requests.count { $0.method == request.method && $0.kind == request.kind }
        }
        let usual = state.withLock { Self.usual(request, &$0) }
        return trouble(request, count) ?? usual
    }

    private static func usual(_ request: StubRequest, _ state: inout State) -> StubReply {
        switch request.method {
        case "POST":
            let key = request.headers["idempotency-key"] ?? ""
            let id = state.ids[key] ?? JobID(now: Date()).description
            (state.ids[key], state.bodies[id]) = (id, request.file)
            return .answer(202, [:], #"{"id":"\#(id)","state":"queued"}"#)
        case "DELETE": return .answer(200, [:], #"{"id":"","state":"cancelled"}"#)
        default:
            let id = request.uri.split(separator: "/")[1].prefix { $0 != "?" }
            guard let body = state.bodies[String(id)] else { return .answer(404, [:], #"{"code":"not_found"}"#) }
            if request.kind == "result" { return .answer(200, [:], body) }
            return .answer(200, [:], #"{"id":"\#(id)","state":"succeeded","result":{"confidence":0.9666}}"#)
        }
    }
}

extension StubRequest {
    /// `result` or `job`.
    var kind: String { uri.contains("/result") ? "result" : "job" }

    /// The bytes of the form's file.
    var file: String {
        let part = body.range(of: "application/octet-stream\r\n\r\n").map { body[$0.upperBound...] } ?? ""
        return String(part.range(of: "\r\n--").map { part[..<$0.lowerBound] } ?? part)
    }

    var filename: String? {
        body.range(of: "filename=\"").map { String(body[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
