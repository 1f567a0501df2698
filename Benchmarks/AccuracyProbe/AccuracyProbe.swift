// Reads images in its own process and says what it made of each: the measure of accuracy, without HTTP and jobs.
//
//     OMP_THREAD_LIMIT=1 lector-accuracy-probe [auto|none|threshold] < LIST > ANSWERS
//
// LIST holds a line an image: its path, a tab, its languages as Tesseract joins them (`eng+deu`). ANSWERS holds a JSON
// object a line, which `text`-scoring tools can read as they are.

import FoundationEssentials
import Glibc
import Recognition

@main
enum AccuracyProbe {
    static func main() throws {
        let mode = CommandLine.arguments.dropFirst().first.flatMap(Preprocessing.init(rawValue:)) ?? .auto
        var lists: [String: [String]] = [:]
        while let line = readLine() {
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 2 else { continue }
            lists[fields[1], default: []].append(fields[0])
        }
        for (languages, paths) in lists.sorted(by: { $0.key < $1.key }) {
            try read(paths, languages: languages, mode: mode)
        }
    }

    private static func read(_ paths: [String], languages: String, mode: Preprocessing) throws {
        let recognizer = try Recognizer(languages: languages.split(separator: "+").map(String.init))
        let options = RecognitionOptions(preprocessing: mode)
        let request = EngineRequest(options: options, runLimitMilliseconds: 120_000)
        for path in paths {
            let image = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let start = processorSeconds()
            let answer: Answer
            do {
                let summary = try recognizer.recognize(image, request: request).summary
                answer = Answer(path: path, summary: summary, seconds: processorSeconds() - start)
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

/// One line of the output.
private struct Answer: Encodable {
    var path: String
    var text = ""
    var confidence = 0.0
    /// Of one processor.
    var seconds: Double
    var preprocessing: [String] = []
    var attempts: [Attempt]?
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
