// Random sequences of operations: a store does what the model of the state machine does.
//
// LECTOR_MODEL_SEED and LECTOR_MODEL_CASES choose other and more sequences, LECTOR_MODEL_LENGTH longer ones. A sequence
// that fails is made short and printed as Swift; it belongs in `DefectTests`.

import Testing

@testable import Shared

@Suite struct ModelTests {
    private static let seed = UInt64(TestSetting.number("LECTOR_MODEL_SEED", default: 1))
    private static let cases = UInt64(TestSetting.number("LECTOR_MODEL_CASES", default: 40))
    private static let length = TestSetting.number("LECTOR_MODEL_LENGTH", default: 60)

    @Test(arguments: Backend.allCases)
    func `a store does what the model does`(backend: Backend) async throws {
        try await compare(backend, processes: 1)
    }

    @Test(arguments: Backend.allCases)
    func `two processes on one store do what the model does`(backend: Backend) async throws {
        try await compare(backend, processes: 2)
    }

    /// Several at a time: a store mostly waits for its disk.
    private func compare(_ backend: Backend, processes: Int) async throws {
        let seeds = Self.seed..<Self.seed + Self.cases
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for (number, seed) in seeds.enumerated() {
                if number >= 8, try await group.next() == true { break }
                group.addTask { try await fails(backend, seed, processes) }
            }
            try await group.waitForAll()
        }
    }

    private func fails(_ backend: Backend, _ seed: UInt64, _ processes: Int) async throws -> Bool {
        var generator = SplitMix64(seed: seed)
        let keep: KeepUploads = generator.chance(20) ? .withJob : .untilFinal
        let operations = Operation.random(Self.length, &generator)
        let run = { (operations: [Operation]) in
            try await ModelRun.deviation(of: operations, backend, processes: processes, keepUploads: keep)
        }
        guard let (first, count) = try await run(operations) else { return false }
        let short = try await Shrinking.shrink(Array(operations.prefix(count))) { try await run($0) != nil }
        let said = try await run(short)?.0 ?? first
        Issue.record(
            """
            seed \(seed), \(processes) processes, \(keep): \(said)
            [
                \(short.map { "\($0)," }.joined(separator: "\n    "))
            ]
            """
        )
        return true
    }
}
