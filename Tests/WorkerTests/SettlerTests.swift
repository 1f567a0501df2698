// How outcomes are written, and when they are not.

import Logging
import Testing

@testable import Shared
@testable import Worker

@Suite struct SettlerTests {
    private let store = StubStore()
    private let registry = MetricRegistry()
    private let claim = Claim(
        recognition: 1,
        epoch: 1,
        attempt: 1,
        upload: "1",
        options: RecognitionOptions(language: "eng")
    )

    private func settler(lease: Duration = .seconds(30)) -> Settler {
        Settler(
            store: store,
            lease: lease,
            metrics: WorkerMetrics(registry),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private var success: Verdict {
        let result = RecognitionResult(
            text: "Größe",
            confidence: 0,
            wordCount: 1,
            preprocessing: [],
            duration: .seconds(2)
        )
        return .succeed(Outcome(result: result, pages: [], identity: .unknown))
    }

    private func count(_ name: String) -> Double? { registry.samples().first { $0.name == name }?.value }

    private func hold() { store.change { [holding = claim.holding] in _ = $0.held.insert(holding) } }

    @Test func `the outcome of a lost claim is discarded, counted, and not tried again`() async {
        let settler = settler()
        await settler.settle(claim, success, took: .zero)
        #expect(store[\.finishes] == 1)
        #expect(store[\.finished] == [])
        #expect(count("lector_discarded_writes_total") == 1)
    }

    @Test func `an outcome that the store cannot take is tried again`() async {
        hold()
        store.change { $0.brokenFinishes = 3 }
        await settler().settle(claim, success, took: .zero)
        #expect(store[\.finished] == [1])
        #expect(store[\.finishes] == 4)
        #expect(count("lector_pages_total") == 1)
        #expect(count("lector_characters_total") == 5)
        #expect(count("lector_recognition_duration_seconds_sum") == 2)
    }

    @Test func `trying ends with the lease`() async {
        hold()
        store.change { $0.brokenFinishes = .max }
        let settler = settler(lease: .milliseconds(100))
        await settler.settle(claim, success, took: .zero)
        #expect(store[\.finished] == [])
        #expect(store[\.finishes] > 1)
        #expect(count("lector_discarded_writes_total") == 0)
    }

    @Test func `a hurried settler tries once`() async {
        hold()
        store.change { $0.brokenFinishes = .max }
        let settler = settler()
        settler.hurry()
        await settler.settle(claim, success, took: .zero)
        #expect(store[\.finishes] == 1)
    }

    @Test func `a cancelled task writes all the same`() async {
        hold()
        let settler = settler()
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { [claim, success] in await settler.settle(claim, success, took: .zero) }
        }
        #expect(store[\.finished] == [1])
    }

    @Test func `what is discarded is not written`() async {
        hold()
        await settler().settle(claim, .discard, took: .zero)
        #expect(store[\.held] == [claim.holding])
    }
}
