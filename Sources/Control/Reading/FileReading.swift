// The way of one file: sent, waited for, fetched.

import Crypto
import Shared

/// What is asked for, the same for all files of one run.
struct ReadRequest: Sendable {
    var format = ResultFormat.text
    var fields: [FormField] = []
    var replaces = false
    /// Files at a time.
    var width = 4
}

/// What came of one file.
enum FileOutcome: Sendable {
    /// A result that is still to be printed.
    case document(OpenFile)
    /// A result in its file.
    case written
    case failed(ReadFailure)
}

struct FileReading: Sendable {
    let client: ServiceClient
    let request: ReadRequest
    let jobs: OpenJobs
    let report: Report
    /// Makes keys of one run differ from those of another: a new run asks anew.
    let run = Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255) })

    /// - Throws: What ends everything.
    func read(_ index: Int, _ input: Input, to path: String?) async throws -> FileOutcome {
        report.begins(index, input.name)
        do {
            let (outcome, summary) = try await reading(index, input, to: path)
            await report.ended(index, input.name, summary)
            return outcome
        } catch let failure as ReadFailure {
            await report.ended(index, input.name, failure)
            return .failed(failure)
        }
    }

    private func reading(
        _ index: Int,
        _ input: Input,
        to path: String?
    ) async throws -> (FileOutcome, ReadSummary) {
        let target = path.map { ResultFile(path: $0, replaces: request.replaces) }
        try await target?.check()
        let watch: Watch = { await report.stands(index, $0) }
        let source = try await SourceFile.open(input.source)
        let key = try await key(of: source)
        let id = try await client.submit(UploadForm(fields, file: source, named: input.basename), key: key, watch)
        jobs.add(id)
        let job = try await client.settled(id, watch)
        jobs.remove(id)
        let summary = try summary(of: job)
        return (try await fetch(id, to: target, watch), summary)
    }

    private var fields: [FormField] {
        request.fields + (request.format == .pdf ? [FormField(name: "pdf", value: "true")] : [])
    }

    /// The same for the same file and options, so that what is sent again is the same job.
    private func key(of source: SourceFile) async throws -> String {
        let options = fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let text = "\(run)|\(try await source.digest())|\(options)"
        return Hex.encode(SHA256.hash(data: Array(text.utf8)))
    }

    private func summary(of job: JobAnswer) throws(ReadFailure) -> ReadSummary {
        switch job.end {
        case .succeeded:
            let pages = max(1, job.result?.pages?.count ?? 1)
            return ReadSummary(pages: pages, confidence: job.result?.confidence)
        case .cancelled: throw ReadFailure(code: "cancelled", detail: "somebody cancelled the job")
        default: throw (job.error ?? ProblemAnswer()).failure(status: nil)
        }
    }

    private func fetch(_ id: JobID, to target: ResultFile?, _ watch: Watch) async throws -> FileOutcome {
        try await client.result(id, request.format, watch) { response in
            if let target {
                try await target.write(response.body)
                return .written
            }
            let file = try await OpenFile.temporary()
            try await BodyCopy.copy(response.body, to: file)
            return .document(file)
        }
    }
}
