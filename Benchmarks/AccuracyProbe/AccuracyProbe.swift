// Reads images in its own process and says what it made of each: the measure of accuracy, without HTTP and jobs.
//
//     OMP_THREAD_LIMIT=1 lector-accuracy-probe [auto|none|threshold] [--without PART]... < LIST > ANSWERS
//     lector-accuracy-probe rungs
//
// LIST holds a line an image: its path, a tab, its languages as Tesseract joins them (`eng+deu`). ANSWERS holds a JSON
// object a line, which `text`-scoring tools can read as they are; the confidences in it are Tesseract's own. `rungs`
// prints the parts that `auto` can be measured without.

import FoundationEssentials
import Glibc
import Recognition

@main
enum AccuracyProbe {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.first != "rungs" else {
            LadderPart.allCases.forEach { print($0.rawValue) }
            return
        }
        var options = RecognitionOptions(preprocessing: arguments.first.flatMap(Preprocessing.init(rawValue:)) ?? .auto)
        options.without = Set(arguments.compactMap(LadderPart.init(rawValue:)))
        options.isUncalibrated = true
        var lists: [String: [String]] = [:]
        while let line = readLine() {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 2 else { continue }
            lists[fields[1], default: []].append(fields[0])
        }
        for (languages, paths) in lists.sorted(by: { $0.key < $1.key }) {
            try read(paths, languages: languages, options)
        }
    }

    private static func read(_ paths: [String], languages: String, _ options: RecognitionOptions) throws {
        let recognizer = try Recognizer(languages: languages.split(separator: "+").map(String.init))
        let request = EngineRequest(options: options, runLimitMilliseconds: 120_000)
        for path in paths {
            let image = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let start = processorSeconds()
            var answer: Answer
            do {
                let (summary, pages) = try recognizer.recognize(image, request: request)
                answer = Answer(path: path, summary: summary, seconds: processorSeconds() - start)
                answer.words = pages.flatMap(\.blocks).flatMap(\.lines).flatMap(\.words)
                    .map { ReadWord(text: $0.text, confidence: $0.confidence) }
            } catch {
                answer = Answer(path: path, failure: error, seconds: processorSeconds() - start)
            }
            print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
            fflush(nil)
        }
    }
}

/// What this process has computed so far: unlike the time of day it says the same on a busy machine.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private struct ReadWord: Encodable {
    var text: String
    var confidence: Double
}

/// One line of the output.
private struct Answer: Encodable {
    var path: String
    var text = ""
    var confidence = 0.0
    /// Of one processor.
    var seconds: Double
    var preprocessing: [String] = []
    var attempts: [Attempt]?
    var words: [ReadWord] = []
    var failure: String?

    init(path: String, summary: RecognitionSummary, seconds: Double) {
        (self.path, text, confidence) = (path, summary.text, summary.confidence)
        (self.seconds, preprocessing) = (seconds, summary.preprocessing)
        attempts = summary.attempts
    }

    init(path: String, failure: RecognitionFailure, seconds: Double) {
        (self.path, self.seconds, self.failure) = (path, seconds, failure.message)
    }
}
