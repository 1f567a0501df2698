// The requests that reading a file takes.

import AsyncHTTPClient
import Crypto
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Shared

typealias Watch = @Sendable (Standing) async -> Void

extension ServiceClient {
    /// Bytes of a job with its result: a thousand full pages take less.
    private static let jobLimit = 64 << 20

    /// Makes a job of a file.
    ///
    /// Sent again with the same key after a lost connection, it is the same job.
    func submit(_ form: UploadForm, key: String, _ watch: Watch) async throws -> JobID {
        var request = HTTPClientRequest(url: address.url("/jobs"))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: form.contentType)
        request.headers.add(name: "Idempotency-Key", value: "\"\(key)\"")
        request.body = .stream(form, length: .known(form.length))
        return try await send(request, within: patience.transfer, makesWork: true, watch: watch) { response in
            let answer = try await Self.job(response)
            guard let id = JobID(answer.id) else { throw ReadFailure.badAnswer("the job has no id") }
            return id
        }
    }

    /// The job once it is final.
    func settled(_ id: JobID, _ watch: Watch) async throws -> JobAnswer {
        while true {
            let request = HTTPClientRequest(url: address.url("/jobs/\(id)?wait=\(patience.poll)"))
            let limit = Duration.seconds(patience.poll + 30)
            let job = try await send(request, within: limit, watch: watch) { try await Self.job($0) }
            if job.end != nil { return job }
            // A service that answers at once must not be asked without a pause.
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Gives the result to `use`, once for every try.
    func result<Value: Sendable>(
        _ id: JobID,
        _ format: ResultFormat,
        _ watch: Watch,
        use: @escaping Use<Value>
    ) async throws -> Value {
        let request = HTTPClientRequest(url: address.url("/jobs/\(id)/result?format=\(format.rawValue)"))
        return try await send(request, within: patience.transfer, watch: watch, use: use)
    }

    /// Asks once, for a short while: there is nobody who would wait for it.
    func cancel(_ id: JobID) async {
        var request = HTTPClientRequest(url: address.url("/jobs/\(id)"))
        request.method = .DELETE
        _ = try? await http.execute(request, timeout: .seconds(3)).body.collect(upTo: Self.jobLimit)
    }

    private static func job(_ response: HTTPClientResponse) async throws -> JobAnswer {
        let body: ByteBuffer
        do {
            body = try await response.body.collect(upTo: jobLimit)
        } catch is NIOTooManyBytesError {
            throw ReadFailure.badAnswer("the job has more than \(Bytes.text(Int64(jobLimit)))")
        }
        do {
            return try JSONDecoder().decode(JobAnswer.self, from: Data(body.readableBytesView))
        } catch {
            throw ReadFailure.badAnswer("this is no job; is a Lector there?")
        }
    }
}
