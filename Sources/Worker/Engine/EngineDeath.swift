// Why an engine ended.

import Recognition
import Shared

/// How an engine's process ended, and what it said last.
struct EngineDeath: Sendable, Equatable, CustomStringConvertible {
    var status: ExitStatus
    /// The last few kilobytes of its standard output and error.
    var lastWords: String

    /// C++ may notice the end of memory before Tesseract does, and aborts.
    var ranOutOfMemory: Bool {
        status == .exited(EngineExit.outOfMemory) || lastWords.contains(EngineExit.standardErrorMark)
    }

    var description: String {
        let words = lastWords.split(separator: "\n").suffix(3).joined(separator: " / ")
        return words.isEmpty ? "\(status)" : "\(status): \(words)"
    }

    /// What it means for an engine that was not ready yet.
    var startError: EngineStartError {
        status == .exited(EngineExit.notLoaded) ? .notLoaded(description) : .failed(description)
    }
}
