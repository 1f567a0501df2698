import FoundationEssentials
import Shared
import Testing

@testable import API

struct JSONTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func `members and elements are separated wherever they stand`() {
        let json = text { json in
            json.object { root in
                root.member("a", 1)
                root.name("b")
                root.array { list in
                    list.value(true)
                    list.object { _ in }
                    list.object { $0.member("c", String?.none) }
                    list.value(0.94999999)
                }
                root.member("d", "e")
            }
        }
        #expect(json == #"{"a":1,"b":[true,{},{"c":null},0.95],"d":"e"}"#)
    }

    @Test func `texts are escaped`() {
        #expect(text { $0.value("\"\\\n\r\u{1}ü\u{1f600}") } == #""\"\\\n\u000d\u0001ü😀""#)
    }

    @Test func `what is no number is null`() {
        #expect(text { $0.value(Double.nan) } == "null")
        #expect(text { $0.value(Double.infinity) } == "null")
    }

    @Test func `what Foundation reads is what was written`() throws {
        let original = String(decoding: (0..<300).map { UInt8($0 % 128) }, as: UTF8.self)
        let json = text { json in json.array { $0.value(original) } }
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [original])
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (1_700_000_000.25, "2023-11-14T22:13:20.250Z"),
        (951_782_399.999, "2000-02-28T23:59:59.999Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
        (1_709_251_199, "2024-02-29T23:59:59.000Z"), (4_102_444_800, "2100-01-01T00:00:00.000Z"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
    ])
    func `times are RFC 3339 in UTC`(seconds: Double, text: String) {
        #expect(RFC3339.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `several pages stand one by one beside their text`() throws {
        var result = RecognitionResult.sample("one\u{0C}\u{0C}three")
        result.pages = [
            PageResult(number: 1, width: 10, height: 20, confidence: 0.5),
            PageResult(number: 2, width: 0, height: 0, confidence: 0, failure: JobFailure(.invalidImage, "Damaged.")),
            PageResult(number: 3, width: 30, height: 40, confidence: 1),
        ]
        let fragment = ResultFragment(result, image: ImageInfo(format: .tiff, width: 10, height: 20), language: "eng")
        let json = text { json in json.object { fragment.write(to: &$0, cached: false, time: .zero, job: nil) } }
        struct Answer: Decodable {
            struct Page: Decodable {
                struct Problem: Decodable { var code: String }
                var page: Int
                var text: String?
                var width: Int?
                var error: Problem?
            }
            var text: String
            var pages: [Page]
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
        #expect(answer.text == result.text)
        #expect(answer.pages.map(\.page) == [1, 2, 3])
        #expect(answer.pages.map(\.text) == ["one", nil, "three"])
        #expect(answer.pages.map(\.width) == [10, nil, 30])
        #expect(answer.pages.map(\.error?.code) == [nil, "invalid_image", nil])
    }

    @Test func `a queued job has neither result nor error`() {
        let id = JobID(now: Date())
        let json = text { json in json.object { Job.sample(id).write(to: &$0) } }
        #expect(
            json == """
                {"id":"\(id)","state":"queued","created_at":"2023-11-14T22:13:20.250Z","started_at":null,"finished_at":null,\
                "attempts":0,"progress":0.0,"queue_position":0,"filename":"a.png",\
                "priority":2,"options":{"lang":"eng","psm":3,"preprocess":"auto","orientation":"auto"},"pdf":false,\
                "cached":false}
                """
        )
    }
}
