import HTTPTypes
import Testing

@testable import API

struct PreferenceTests {
    @Test(arguments: [
        ("wait=10", 10, false), ("respond-async", nil, true), ("respond-async, wait=5", 5, true),
        ("Wait = 7; x=y, return=minimal", 7, false), ("wait=abc", nil, false), ("wait=-3", 0, false), ("", nil, false),
        ("wait=1, wait=2", 1, false),
    ])
    func `preferences are read`(value: String, wait: Int?, isAsynchronous: Bool) {
        let preference = Preference([.prefer: value])
        #expect(preference.wait == wait)
        #expect(preference.isAsynchronous == isAsynchronous)
    }

    @Test func `nobody waits longer than the limit`() {
        #expect(Preference([.prefer: "wait=100"]).wait(atMost: .seconds(30)) == .seconds(30))
        #expect(Preference([.prefer: "wait=2"]).wait(atMost: .seconds(30)) == .seconds(2))
        #expect(Preference([:]).wait(atMost: .seconds(30)) == .seconds(30))
        #expect(Preference([.prefer: "respond-async"]).wait(atMost: .seconds(30)) == .zero)
    }

    @Test func `what is honoured is said`() {
        #expect(Preference([.prefer: "wait=2"]).applied == "wait=2")
        #expect(Preference([.prefer: "respond-async, wait=2"]).applied == "respond-async")
        #expect(Preference([:]).applied == nil)
    }
}
