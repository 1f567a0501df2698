import Testing

@testable import Shared

@Suite struct PageSelectionTests {
    @Test(arguments: [
        ("1", "1"), ("1-3,7", "1-3,7"), ("7,1-3", "1-3,7"), ("1,2,3", "1-3"), ("2-5,4-9,10", "2-10"), ("3-3", "3"),
        ("all", "all"), ("1-9999", "all"),
    ])
    func `equal selections have equal texts`(asked: String, text: String) {
        #expect(PageSelection(asked)?.text == text)
    }

    @Test(arguments: ["", ",", "0", "-1", "1-", "-", "3-1", "1--2", "1,,2", "+1", " 1", "1.5", "10000", "١", "1-2-3"])
    func `what is no selection is refused`(text: String) {
        #expect(PageSelection(text) == nil)
    }

    @Test func `a selection has a limit`() {
        let many = (1...101).map { String(2 * $0) }
        #expect(PageSelection(many.dropLast().joined(separator: ",")) != nil)
        #expect(PageSelection(many.joined(separator: ",")) == nil)
    }
}
