// Fingerprints and language names.

import Testing

@testable import Shared

@Suite struct FingerprintTests {
    private let identity = RecognitionIdentity(
        pipeline: 1,
        tesseract: "5.3.0",
        traineddata: ["eng": "aa", "deu": "bb", "osd": "cc"]
    )

    @Test func `everything that changes the text changes the fingerprint`() throws {
        let options = RecognitionOptions(language: "eng")
        var other = identity
        other.traineddata["eng"] = "ab"
        var newer = identity
        newer.pipeline = 2
        let all = [
            Fingerprint(image: "1", options: options, identity: identity),
            Fingerprint(image: "2", options: options, identity: identity),
            Fingerprint(image: "1", options: RecognitionOptions(language: "deu"), identity: identity),
            Fingerprint(image: "1", options: RecognitionOptions(language: "eng+deu"), identity: identity),
            Fingerprint(
                image: "1",
                options: RecognitionOptions(language: "eng", pageSegmentation: 6),
                identity: identity
            ),
            Fingerprint(
                image: "1",
                options: RecognitionOptions(language: "eng", preprocessing: .none),
                identity: identity
            ),
            Fingerprint(image: "1", options: asking { $0.orientation = .half }, identity: identity),
            Fingerprint(image: "1", options: asking { $0.resolution = 300 }, identity: identity),
            Fingerprint(image: "1", options: asking { $0.pages = .all }, identity: identity),
            Fingerprint(image: "1", options: asking { $0.whitelist = "300" }, identity: identity),
            Fingerprint(image: "1", options: options, identity: other),
            Fingerprint(image: "1", options: options, identity: newer),
        ]
        #expect(Set(try all.map { try #require($0) }).count == all.count)
        #expect(all.first == Fingerprint(image: "1", options: options, identity: identity))
    }

    private func asking(_ change: (inout RecognitionOptions) -> Void) -> RecognitionOptions {
        var options = RecognitionOptions(language: "eng")
        change(&options)
        return options
    }

    @Test func `data that another language is read with does not matter`() {
        var other = identity
        other.traineddata["deu"] = "changed"
        let options = RecognitionOptions(language: "eng")
        #expect(
            Fingerprint(image: "1", options: options, identity: identity)
                == Fingerprint(image: "1", options: options, identity: other)
        )
    }

    @Test func `there is none for a language that is not installed`() {
        #expect(Fingerprint(image: "1", options: RecognitionOptions(language: "tlh"), identity: identity) == nil)
    }

    @Test(arguments: ["eng", "eng+deu", "chi_sim", "script/Latin", "eng+script/Latin"])
    func `a language name is well formed`(name: String) {
        #expect(LanguageName.isWellFormed(name))
    }

    @Test(arguments: ["", "+", "eng+", "eng+eng", "../eng", "eng/../x", "/eng", "eng deu", "eng\0", "é", "a/b/c"])
    func `a language name is not well formed`(name: String) {
        #expect(!LanguageName.isWellFormed(name))
    }
}
