// Outcomes as they come, documents as they were asked for.

/// Keeps what comes too early.
struct Printer {
    private var chain: DocumentChain
    private let inputs: [Input]
    private var waiting: [Int: FileOutcome] = [:]
    /// The first that has not come yet.
    private(set) var next = 0
    /// Whether nothing failed so far.
    private(set) var isComplete = true

    init(chain: DocumentChain, inputs: [Input]) {
        (self.chain, self.inputs) = (chain, inputs)
    }

    mutating func take(_ index: Int, _ outcome: FileOutcome, _ stage: Stage) async throws {
        waiting[index] = outcome
        while let outcome = waiting.removeValue(forKey: next) {
            try await print(outcome, of: inputs[next].name, stage)
            next += 1
        }
    }

    private mutating func print(_ outcome: FileOutcome, of name: String, _ stage: Stage) async throws {
        switch outcome {
        case .document(let file):
            let isFirst = chain.isEmpty
            chain.isEmpty = false
            try await stage.document { [chain] in try await chain.write(file, of: name, isFirst: isFirst, to: $0) }
        case .written: break
        case .failed(let failure):
            isComplete = false
            if chain.namesFailures {
                try await stage.document { [chain] in try await chain.write(failure, of: name, to: $0) }
            }
        }
    }
}
