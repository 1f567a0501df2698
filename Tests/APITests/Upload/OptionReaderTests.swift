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

    @Test(arguments: [
        ("colour", "x", "There is no option 'colour'. There are: lang, psm, preprocess, priority."),
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
