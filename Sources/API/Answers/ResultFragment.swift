// The result of a recognition as JSON.

import Shared

/// What is the same whoever asks for a result, written once: a page's text is the larger part of most answers.
struct ResultFragment {
    private let front: [UInt8]
    private let back: [UInt8]

    init(_ result: RecognitionResult, image: ImageInfo, language: String) {
        var front = JSONWriter()
        front.member("success", true)
        front.member("text", result.text)
        front.member("confidence", result.confidence)
        front.name("metadata")
        front.object { metadata in
            metadata.member("width", image.width)
            metadata.member("height", image.height)
            metadata.member("format", image.format.rawValue)
        }
        var back = JSONWriter()
        back.member("language", language)
        back.name("preprocessing")
        back.array { steps in result.preprocessing.forEach { steps.value($0) } }
        back.member("needs_review", RecognitionResult.needsReview(result.confidence))
        if !result.tries.isEmpty {
            back.name("tries")
            back.array { list in for attempt in result.tries { list.object { attempt.write(to: &$0) } } }
        }
        if !result.pages.isEmpty {
            back.name("pages")
            back.array { result.writePages(to: &$0) }
        }
        if let words = result.words {
            back.name("words")
            back.array { list in for word in words { list.object { word.write(to: &$0) } } }
        }
        (self.front, self.back) = (front.bytes, back.bytes)
    }

    /// Bytes.
    var size: Int { front.count + back.count }

    /// Writes the members, without braces around them.
    ///
    /// The time is what the client waited inside the service.
    func write(to json: inout JSONWriter, cached: Bool, time: Duration, job: JobID?) {
        json.fragment(front)
        json.member("cached", cached)
        json.member("processing_time_ms", time.milliseconds)
        json.member("job_id", job?.description)
        json.fragment(back)
    }
}

extension RecognitionResult {
    /// Each page with its text, or with why it has none.
    fileprivate func writePages(to json: inout JSONWriter) {
        let texts = text.split(separator: Self.pageBreak, omittingEmptySubsequences: false)
        for (index, page) in pages.enumerated() {
            json.object { members in
                members.member("page", page.number)
                if let failure = page.failure {
                    members.name("error")
                    members.object { Problem(failure).write(to: &$0) }
                } else {
                    members.member("text", index < texts.count ? String(texts[index]) : "")
                    members.member("confidence", page.confidence)
                    members.member("needs_review", RecognitionResult.needsReview(page.confidence))
                    members.member("width", page.width)
                    members.member("height", page.height)
                }
            }
        }
    }
}

extension ResultTry {
    fileprivate func write(to json: inout JSONWriter) {
        json.name("steps")
        json.array { list in steps.forEach { list.value($0) } }
        json.member("score", score)
        json.member("confidence", confidence)
        json.member("coverage", coverage)
    }
}

extension ResultWord {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("text", text)
        json.member("confidence", confidence)
        json.name("box")
        json.array { list in box.forEach { list.value($0) } }
        json.member("page", page)
        json.member("block", block)
        json.member("line", line)
    }
}
