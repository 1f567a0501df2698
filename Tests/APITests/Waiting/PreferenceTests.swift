import HTTPTypes
import Testing

@testable import API

struct PreferenceTests {
    @Test(arguments: [
        ("wait=10", 10, false), ("respond-async", nil, true), ("respond-async, wait=5", 5, true),
        ("Wait = 7; x=y, return=minimal", 7, false), ("wait=abc", nil, false), ("wait=-3", 0, false), ("", nil, false),
        ("wait=1, wait=2", 1, false), ("wait=99999999999999999999", 30, false),
    ])
    func `preferences are read`(value: String, wait: Int?, isAsynchronous: Bool) {
        let preference = Preference([.prefer: value], atMost: .seconds(30))
        #expect(preference.wait == wait)
        #expect(preference.isAsynchronous == isAsynchronous)
    }

    @Test func `nobody waits longer than the limit`() {
        #expect(Preference([.prefer: "wait=100"], atMost: .seconds(30)).wait(atMost: .seconds(30)) == .seconds(30))
        #expect(Preference([.prefer: "wait=2"], atMost: .seconds(30)).wait(atMost: .seconds(30)) == .seconds(2))
        #expect(Preference([:], atMost: .seconds(30)).wait(atMost: .seconds(30)) == .seconds(30))
        #expect(Preference([.prefer: "respond-async"], atMost: .seconds(30)).wait(atMost: .seconds(30)) == .zero)
    }

    @Test func `what is honoured is said`() {
        #expect(Preference([.prefer: "wait=2"], atMost: .seconds(30)).applied == "wait=2")
        #expect(Preference([.prefer: "wait=90"], atMost: .seconds(30)).applied == "wait=30")
        #expect(Preference([.prefer: "respond-async, wait=2"], atMost: .seconds(30)).applied == "respond-async")
        #expect(Preference([:], atMost: .seconds(30)).applied == nil)
    }
}
