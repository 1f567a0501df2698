import Shared
import Testing

@testable import API

struct OptionReaderTests {
    private let reader = OptionReader(language: "eng")

    @Test func `what is not asked for has its default`() throws {
        let asked = OptionReader.Asked(recognition: RecognitionOptions(language: "eng"), priority: 2)
        #expect(try reader.options(from: [], identity: nil) == asked)
    }

    @Test func `the last value of a name counts`() throws {
        let texts = [("lang", "eng"), ("psm", "6"), ("preprocess", "none"), ("lang", "deu+eng"), ("priority", "4")]
        let expected = RecognitionOptions(language: "deu+eng", pageSegmentation: 6, preprocessing: .none)
        #expect(try reader.options(from: texts, identity: .sample) == .init(recognition: expected, priority: 4))
    }

    @Test func `all that may be asked of a recognition is taken over`() throws {
        let texts = [
            ("orientation", "270"), ("dpi", "300"), ("pages", "7,1-3"), ("whitelist", "0123|"), ("detail", "words"),
        ]
        let asked = try reader.options(from: texts, identity: .sample)
        #expect(asked.recognition.orientation == .threeQuarters)
        #expect(asked.recognition.resolution == 300)
        #expect(asked.recognition.pages?.text == "1-3,7")
        #expect(asked.recognition.whitelist == "0123|")
        #expect(asked.detail == .words)
    }

    private static let names = "lang, psm, preprocess, orientation, dpi, pages, whitelist, detail, priority, pdf"

    @Test(arguments: [
        ("colour", "x", "There is no option 'colour'. There are: \(names)."),
        ("orientation", "45", "orientation must be one of auto, 0, 90, 180, 270."),
        ("dpi", "69", "dpi must be a number from 70 to 2400."),
        ("pages", "0", "pages must be all, or numbers and ranges of pages such as 1-3,7."),
        (
            "whitelist", "a b", "whitelist must be 1 to 256 characters, such as 0123456789, without white space."
        ),
        (
            "whitelist", "", "whitelist must be 1 to 256 characters, such as 0123456789, without white space."
        ),
        ("detail", "letters", "detail must be one of text, words."),
        ("psm", "0", "psm must be one of 3, 4, 5, 6, 7, 8, 9, 10, 11, 13."),
        ("psm", "six", "psm must be one of 3, 4, 5, 6, 7, 8, 9, 10, 11, 13."),
        ("preprocess", "yes", "preprocess must be one of auto, none, threshold."),
        ("priority", "5", "priority must be a number from 0 to 4, which goes first."),
        ("lang", "../eng", "lang must be up to eight of Tesseract's names joined by +, such as eng+deu."),
        ("lang", "eng+fra", "The language 'fra' is not installed. There are: deu, eng."),
    ])
    func `a bad option is refused with what there is`(name: String, value: String, message: String) {
        #expect(throws: APIError.invalidOption(message)) {
            try reader.options(from: [(name, value)], identity: .sample)
        }
    }

    @Test func `any language may be asked for while no worker has said what it has`() throws {
        #expect(try reader.options(from: [("lang", "fra")], identity: nil).recognition.language == "fra")
    }
}
