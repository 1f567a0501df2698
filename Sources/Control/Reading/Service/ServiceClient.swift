// Requests to the service, sent again until they are answered for good.

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Shared

/// Where a file's request stands, for people who watch.
enum Standing: Sendable, Equatable {
    case going
    /// The service asked for a pause.
    case paused(until: ContinuousClock.Instant, reason: String)
    /// It cannot be reached, and is tried again.
    case away(reason: String)
}

struct ServiceClient: Sendable {
    let http: HTTPClient
    let address: ServiceAddress
    let patience: Patience
    let line: Line

    init(http: HTTPClient, address: ServiceAddress, patience: Patience) {
        (self.http, self.address, self.patience) = (http, address, patience)
        line = Line(patience)
    }

    /// What is done with an answer that the service means.
    typealias Use<Value: Sendable> = @Sendable (HTTPClientResponse) async throws -> Value

    /// Sends a request until it is answered with success, and gives that answer to `use`.
    ///
    /// - Throws: `ReadFailure` where the service says no; `Failure` where there is none; whatever `use` throws of these.
    func send<Value: Sendable>(
        _ request: HTTPClientRequest,
        within limit: Duration,
        makesWork: Bool = false,
        watch: @Sendable (Standing) async -> Void,
        use: @escaping Use<Value>
    ) async throws -> Value {
        var (backOff, paused) = (patience.backOff, Duration.zero)
        var lostSince: ContinuousClock.Instant?
        while true {
            if makesWork { try await waitForOpening(watch) }
            try Task.checkCancellation()
            switch try await attempt(request, within: limit, use) {
            case .done(let value):
                await line.answered()
                await watch(.going)
                return value
            case .pause(let pause, let reason):
                await line.answered()
                backOff.reset()
                lostSince = nil
                paused += pause
                guard pause <= patience.pause, paused <= patience.pauses else { throw tooLong(pause, reason) }
                if makesWork { await line.close(for: pause) }
                await watch(.paused(until: .now + pause, reason: reason))
                try await Task.sleep(for: pause)
            case .lost(let reason):
                let since = lostSince ?? .now
                lostSince = since
                try await line.lost(reason, since: since, at: address)
                await watch(.away(reason: reason))
                try await Task.sleep(for: backOff.next())
            }
        }
    }

    private func waitForOpening(_ watch: @Sendable (Standing) async -> Void) async throws {
        while let opening = await line.opening {
            await watch(.paused(until: opening, reason: "rate_limited"))
            try await Task.sleep(until: opening)
        }
    }

    private func tooLong(_ pause: Duration, _ reason: String) -> ReadFailure {
        .gaveUp("\(reason): the service asks to wait for \(pause.age) more")
    }

    private enum Attempted<Value: Sendable>: Sendable {
        case done(Value)
        case pause(Duration, reason: String)
        case lost(String)
    }

    /// One request and its answer, which a cancelled task still gets if it comes soon.
    private func attempt<Value: Sendable>(
        _ request: HTTPClientRequest,
        within limit: Duration,
        _ use: @escaping Use<Value>
    ) async throws -> Attempted<Value> {
        let sending = Task { try await exchange(request, within: limit, use) }
        return try await withTaskCancellationHandler {
            try await sending.value
        } onCancel: {
            Task {
                try? await Task.sleep(for: request.method == .GET ? .zero : patience.grace)
                sending.cancel()
            }
        }
    }

    private func exchange<Value: Sendable>(
        _ request: HTTPClientRequest,
        within limit: Duration,
        _ use: Use<Value>
    ) async throws -> Attempted<Value> {
        do {
            let response = try await http.execute(request, timeout: TimeAmount(limit))
            switch response.status.code {
            case 200..<300: return .done(try await use(response))
            case 429, 503: return try await pause(response)
            case 409 where response.headers.contains(name: "Retry-After"): return try await pause(response)
            case 502, 504: return .lost("\(response.status.code) \(response.status.reasonPhrase)")
            default: throw try await problem(response).failure(status: response.status.code)
            }
        } catch let failure as ReadFailure {
            throw failure
        } catch let failure as Failure {
            throw failure
        } catch {
            try Task.checkCancellation()
            return .lost(ConnectionLoss.text(error))
        }
    }

    private func pause<Value>(_ response: HTTPClientResponse) async throws -> Attempted<Value> {
        let asked = response.headers.first(name: "Retry-After").flatMap { Int64($0) }
        let reason = try await problem(response).failure(status: response.status.code).code
        // Of a time in the past, or none: at once would be a loop.
        return .pause(asked.map { .seconds(max(1, min($0, 1 << 32))) } ?? patience.unnamedPause, reason: reason)
    }

    /// An answer that is no problem document says nothing.
    private func problem(_ response: HTTPClientResponse) async throws -> ProblemAnswer {
        let body = try? await response.body.collect(upTo: 64 * 1024)
        return body.flatMap { try? JSONDecoder().decode(ProblemAnswer.self, from: Data($0.readableBytesView)) }
            ?? ProblemAnswer()
    }
}
