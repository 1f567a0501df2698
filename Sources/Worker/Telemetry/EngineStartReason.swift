// Why a slot had no engine that it could use.

import Shared

enum EngineStartReason: String, Sendable, CaseIterable {
    /// The slot's first.
    case first
    /// After so many images as `LECTOR_ENGINE_RECYCLE` says.
    case recycled
    /// It held too much memory between two images.
    case memory
    /// Other languages were asked for.
    case languages
    case crashed
    case timeout
    case outOfMemory = "out_of_memory"
    /// Killed with its job, or because its claim was lost.
    case cancelled

    /// Why an engine that ended with an image did so.
    init(_ outcome: PageOutcome) {
        self =
            switch outcome {
            case .killed: .cancelled
            case .failed(let failure, _):
                switch failure.code {
                case .recognitionTimeout: .timeout
                case .outOfMemory: .outOfMemory
                default: .crashed
                }
            case .read: .crashed
            }
    }
}
