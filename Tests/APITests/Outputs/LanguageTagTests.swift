import Testing

@testable import API

struct LanguageTagTests {
    @Test(arguments: [
        ("eng", "en"), ("deu+eng", "de"), ("chi_sim", "zh-Hans"), ("chi_tra_vert", "zh-Hant"), ("ita_old", "it"),
        ("ceb", "ceb"), ("tgl", "tl"), ("deu_latf", "de-Latf"), ("frk", "de-Latf"), ("dan_frak", "da-Latf"),
        ("srp_latn", "sr-Latn"), ("eng_cyrl", "en"), ("script/Latin", nil), ("osd", nil), ("", nil),
    ])
    func `the tag is that of the first language`(names: String, expected: String?) {
        #expect(LanguageTag.tag(for: names) == expected)
    }
}
