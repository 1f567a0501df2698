// A batch as JSON.

import Shared

extension Batch {
    /// Writes the members, without braces around them; the jobs with their results, or without.
    func write(to json: inout JSONWriter, results: Bool = true) {
        json.member("id", id.description)
        json.member("created_at", RFC3339.text(createdAt))
        json.member("finished_at", finishedAt.map(RFC3339.text))
        json.member("state", summary)
        json.member("progress", progress)
        json.name("counts")
        json.object { counts in
            for state in JobState.allCases { counts.member(state.rawValue, jobs.count { $0.state == state }) }
            counts.member("refused", items.count { if case .refused = $0.content { true } else { false } })
            counts.member("expired", items.count { if case .expired = $0.content { true } else { false } })
        }
        json.name("jobs")
        json.array { list in
            for item in items { list.object { item.write(to: &$0, results: results) } }
        }
    }

    private var summary: String {
        if isFinal { return "finished" }
        return jobs.allSatisfy { $0.state == .queued } ? "queued" : "running"
    }
}

extension Batch.Item {
    fileprivate func write(to json: inout JSONWriter, results: Bool) {
        switch content {
        case .job(let job): job.write(to: &json, results: results)
        case .expired(let id):
            json.member("id", id.description)
            json.member("state", "expired")
            json.member("filename", filename)
        case .refused(let problem):
            json.member("id", String?.none)
            json.member("state", "refused")
            json.member("filename", filename)
            json.name("error")
            json.fragment(problem)
        }
    }
}
