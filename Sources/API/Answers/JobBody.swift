// A job as JSON.

import FoundationEssentials
import Shared

extension Job {
    /// Writes the members, without braces around them; the result where there is one, or not.
    func write(to json: inout JSONWriter, results: Bool = true) {
        json.member("id", id.description)
        json.member("state", state.rawValue)
        json.member("created_at", RFC3339.text(createdAt))
        json.member("started_at", startedAt.map(RFC3339.text))
        json.member("finished_at", finishedAt.map(RFC3339.text))
        json.member("attempts", attempts)
        json.member("progress", progress)
        if let queuePosition { json.member("queue_position", queuePosition) }
        json.member("filename", filename)
        json.member("priority", priority)
        json.name("options")
        json.object { options.write(to: &$0) }
        json.member("pdf", keepsUpload)
        json.member("cached", cached)
        writeOutcome(to: &json, results: results)
    }

    private func writeOutcome(to json: inout JSONWriter, results: Bool) {
        if results, result != nil {
            json.name("result")
            json.object { writeResult(to: &$0) }
        }
        if let failure {
            json.name("error")
            json.object { Problem(failure).write(to: &$0) }
        }
    }

    /// Writes the members of the result, without braces around them; nothing where there is none.
    func writeResult(to json: inout JSONWriter) {
        fragment?.write(to: &json, cached: cached, time: lifetime, job: id)
    }

    /// The result, as every answer has it.
    var fragment: ResultFragment? {
        result.map { ResultFragment($0, image: image, language: options.language) }
    }

    /// From its acceptance to its end.
    private var lifetime: Duration {
        guard let finishedAt else { return .zero }
        return .milliseconds(Int64(max(0, finishedAt.timeIntervalSince(createdAt)) * 1000))
    }
}
