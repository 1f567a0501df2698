import Testing

@testable import API

struct LanguageTagTests {
    @Test(arguments: [
        ("eng", "en"), ("deu+eng", "de"), ("chi_sim", "zh-Hans"), ("chi_tra_vert", "zh-Hant"), ("ita_old", "it"),
        ("ceb", "ceb"), ("script/Latin", nil), ("osd", nil), ("", nil),
    ])
    func `the tag is that of the first language`(names: String, expected: String?) {
        #expect(LanguageTag.tag(for: names) == expected)
    }
}
