import Shared
import Testing

@testable import API

struct HotCacheTests {
    private let clock = ManualClock()
    private let key = Fingerprint(hex: "01")

    private func cache(memory: Int = 1 << 20) -> HotCache { HotCache(memory: memory) { [clock] in clock.now } }

    private func fragment(_ text: String = "Hello") -> ResultFragment {
        ResultFragment(.sample(text), image: ImageInfo(format: .png, width: 1, height: 1), language: "eng")
    }

    @Test func `what was kept is found while it is fresh`() {
        let cache = cache()
        cache.keep(fragment(), for: key, generation: 1, freshFor: .seconds(10))
        #expect(cache.result(for: key, generation: 1) != nil)
        #expect(cache.result(for: Fingerprint(hex: "02"), generation: 1) == nil)
        clock.advance(by: .seconds(10))
        #expect(cache.result(for: key, generation: 1) == nil)
    }

    @Test func `another generation forgets everything`() {
        let cache = cache()
        cache.keep(fragment(), for: key, generation: 1, freshFor: .seconds(10))
        #expect(cache.result(for: key, generation: 2) == nil)
        #expect(cache.result(for: key, generation: 1) == nil)
    }

    @Test func `the memory is bounded, and what is used stays`() {
        let cache = cache(memory: 40_000)
        let text = String(repeating: "a", count: 1_000)
        for index in 0..<1_000 {
            cache.keep(fragment(text), for: Fingerprint(hex: "\(index)"), generation: 1, freshFor: .seconds(10))
            cache.keep(fragment(), for: key, generation: 1, freshFor: .seconds(10))
        }
        let kept = (0..<1_000).filter { cache.result(for: Fingerprint(hex: "\($0)"), generation: 1) != nil }
        #expect((5...40).contains(kept.count))
        #expect(cache.result(for: Fingerprint(hex: "0"), generation: 1) == nil)
    }

    @Test func `what is larger than the memory is not kept`() {
        let cache = cache(memory: 1_000)
        cache.keep(fragment(String(repeating: "a", count: 2_000)), for: key, generation: 1, freshFor: .seconds(10))
        #expect(cache.result(for: key, generation: 1) == nil)
    }
}

struct GenerationsTests {
    @Test func `entries used last stay`() {
        var memory = Generations<Int, String>(limit: 10)
        for key in 0..<100 {
            memory.set("\(key)", for: key)
            #expect(memory.value(for: 0) == "0")
        }
        #expect((91..<100).allSatisfy { memory.value(for: $0) != nil })
        #expect(memory.value(for: 1) == nil)
    }

    @Test func `a value is changed where it stands`() {
        var memory = Generations<String, Int>(limit: 2)
        for _ in 0..<3 { memory.update("a", default: 0) { $0 += 1 } }
        memory.set(9, for: "b")
        memory.set(9, for: "c")
        #expect(memory.update("a", default: 0) { $0 } == 3)
    }

    @Test func `a removed entry is gone from both generations`() {
        var memory = Generations<Int, Int>(limit: 1)
        memory.set(1, for: 1)
        memory.set(2, for: 2)
        memory.remove(1)
        memory.remove(2)
        #expect(memory.value(for: 1) == nil)
        #expect(memory.value(for: 2) == nil)
    }
}
