// What the board shows.

import FoundationEssentials
import Shared

/// The state of the service at one moment.
struct BoardFigures: Sendable {
    var time: Date
    var queue: QueueSummary
    var workers: [WorkerListing]
    var running: [RunningJob]
    var minutes: [MinuteFigures]
    var failures: [FailureSummary]

    /// Writes the members, without braces around them, without the time, which alone would make every answer another.
    func write(to json: inout JSONWriter) {
        json.member("paused", queue.isPaused)
        json.name("counts")
        json.object { counts in
            for state in JobState.allCases { counts.member(state.rawValue, queue.jobs[state] ?? 0) }
        }
        json.member("clients_waiting", queue.clientsWaiting)
        json.member("oldest_wait_s", queue.oldestWait?.inSeconds)
        json.member("slots", queue.slots)
        json.member("service_time_ms", queue.serviceTime?.milliseconds)
        json.member("log_bytes", queue.logBytes)
        json.name("workers")
        json.array { list in
            for worker in workers { list.object { write(worker, to: &$0) } }
        }
        json.name("minutes")
        json.array { list in
            for minute in minutes { list.object { minute.write(to: &$0) } }
        }
        json.name("failures")
        json.array { list in
            for failure in failures { list.object { failure.write(to: &$0) } }
        }
    }

    private func write(_ worker: WorkerListing, to json: inout JSONWriter) {
        json.member("id", worker.id)
        json.member("host", worker.host)
        json.member("pid", worker.pid)
        json.member("version", worker.version)
        json.member("slots", worker.slots)
        json.member("finished", worker.finished)
        json.member("started_at", RFC3339.text(worker.startedAt))
        json.member("seen_at", RFC3339.text(worker.seenAt))
        json.member("alive", worker.isAlive)
        json.name("running")
        json.array { list in
            for job in running where job.worker == worker.id { list.object { job.write(to: &$0) } }
        }
    }
}

extension RunningJob {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("job", id.description)
        json.member("filename", filename)
        json.member("progress", progress)
        json.member("running_s", time.inSeconds)
        json.member("attempts", attempts)
    }
}

extension MinuteFigures {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("time", RFC3339.text(start))
        for state in JobState.allCases where state.isFinal { json.member(state.rawValue, ended[state] ?? 0) }
        write(wait, "wait_ms", to: &json)
        write(run, "run_ms", to: &json)
    }

    private func write(_ spread: Spread?, _ name: String, to json: inout JSONWriter) {
        guard let spread else { return json.member(name, String?.none) }
        json.name(name)
        json.object { members in
            members.member("p50", spread.median.milliseconds)
            members.member("p95", spread.high.milliseconds)
        }
    }
}

extension FailureSummary {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("code", last.code.rawValue)
        json.member("title", Problem(last).title)
        json.member("jobs", jobs)
        json.member("last_at", RFC3339.text(lastAt))
        json.member("last_message", last.message)
    }
}
