// All about one job.

import FoundationEssentials
import Shared

struct JobCard: Sendable {
    let job: Job
    let background: JobBackground
    let now: Date

    func lines(_ screen: Screen) -> [String] {
        Card(rows: identity + times + outcome).lines(screen)
    }

    private var identity: [(String, Cell)] {
        var rows = [
            ("id", Cell(job.id.description)),
            ("state", Cell(job.state.rawValue, job.state.style)),
            ("client", Cell(background.client)),
            ("priority", Cell("\(job.priority)")),
            ("file", Cell(job.filename ?? "(no name)")),
            ("image", Cell("\(job.image.format.rawValue), \(job.image.width) × \(job.image.height)")),
            ("sha256", Cell("\(background.upload)\(background.isImageKept ? "" : " (gone)")")),
            ("options", Cell(asked)),
            ("recognition", Cell("\(background.recognition), epoch \(background.epoch)")),
            ("attempts", Cell("\(job.attempts)")),
        ]
        if job.cached { rows.append(("cached", Cell("yes: the result was there already"))) }
        if let position = job.queuePosition { rows.append(("ahead", Cell(Plural.text(position, "job")))) }
        if let worker = background.worker { rows.append(("worker", Cell(worker))) }
        if job.state == .running { rows.append(("progress", Cell(Percent.text(job.progress)))) }
        return rows
    }

    private var asked: String {
        let options = job.options
        var asked = [options.language, "psm \(options.pageSegmentation)", options.preprocessing.rawValue]
        if options.orientation != .auto { asked.append("turned by \(options.orientation.rawValue)°") }
        if let resolution = options.resolution { asked.append("\(resolution) dpi") }
        if let pages = options.pages { asked.append("pages \(pages.text)") }
        if let whitelist = options.whitelist { asked.append("only \(whitelist)") }
        return asked.joined(separator: ", ")
    }

    private var times: [(String, Cell)] {
        var rows = [("created", time(job.createdAt))]
        if let startedAt = job.startedAt { rows.append(("started", time(startedAt))) }
        if let finishedAt = job.finishedAt { rows.append(("finished", time(finishedAt))) }
        return rows
    }

    private var outcome: [(String, Cell)] {
        var rows: [(String, Cell)] = []
        if let failure = job.failure {
            rows.append(("error", Cell("\(failure.code.rawValue): \(failure.message)", .red)))
        }
        if let result = job.result {
            rows.append(("confidence", Cell(Percent.text(result.confidence))))
            rows.append(("words", Cell("\(result.wordCount)")))
            rows.append(("steps", Cell(result.preprocessing.joined(separator: ", "))))
            rows.append(("engine", Cell(result.duration.span)))
        }
        return rows
    }

    private func time(_ date: Date) -> Cell { Cell("\(RFC3339.text(date))  \(now.since(date).age) ago") }
}

extension JobCard {
    func write(to json: inout JSONWriter, withText: Bool) {
        json.member("id", job.id.description)
        json.member("state", job.state.rawValue)
        json.member("client", background.client)
        json.member("priority", job.priority)
        json.member("filename", job.filename)
        json.name("image")
        json.object { image in
            image.member("format", job.image.format.rawValue)
            image.member("width", job.image.width)
            image.member("height", job.image.height)
            image.member("sha256", background.upload)
            image.member("kept", background.isImageKept)
        }
        json.name("options")
        json.object { job.options.write(to: &$0) }
        json.member("recognition", background.recognition)
        json.member("epoch", background.epoch)
        json.member("worker", background.worker)
        json.member("cached", job.cached)
        json.member("attempts", job.attempts)
        json.member("progress", job.progress)
        json.member("queue_position", job.queuePosition)
        json.member("created_at", RFC3339.text(job.createdAt))
        json.member("started_at", job.startedAt.map(RFC3339.text))
        json.member("finished_at", job.finishedAt.map(RFC3339.text))
        json.member("error", job.failure)
        writeResult(to: &json, withText: withText)
    }

    private func writeResult(to json: inout JSONWriter, withText: Bool) {
        json.name("result")
        guard let result = job.result else { return json.value(nil as String?) }
        json.object { member in
            if withText { member.member("text", result.text) }
            member.member("confidence", result.confidence)
            member.member("words", result.wordCount)
            member.array("preprocessing", result.preprocessing) { $1.value($0) }
            member.member("duration_ms", result.duration)
        }
    }
}
