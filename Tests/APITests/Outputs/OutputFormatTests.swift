import Testing

@testable import API

struct OutputFormatTests {
    @Test(
        arguments: [
            (nil, .json),
            ("", .json),
            ("*/*", .json),
            ("application/json", .json),
            ("text/plain", .text),
            ("Text/Plain; charset=utf-8", .text),
            ("text/*", .text),
            ("text/html", .hocr),
            ("text/vnd.hocr+html", .hocr),
            ("application/alto+xml", .alto),
            ("application/xml", .alto),
            ("text/xml", .alto),
            ("text/tab-separated-values", .tsv),
            ("application/pdf", .pdf),
            ("text/markdown", .markdown),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .hocr),
            ("application/json, text/plain, */*", .json),
            ("application/pdf, */*", .pdf),
            ("text/plain, application/pdf", .text),
            ("application/pdf, text/plain", .pdf),
            ("text/plain;q=0.5, application/pdf;q=0.9", .pdf),
            ("text/plain ; q=0.1 , text/markdown;q=0.2", .markdown),
            ("text/*;q=0.5, text/plain;q=0.1", .hocr),
            ("*/*, application/json;q=0", .text),
            ("nonsense, text/plain", .text),
            ("text/plain;q=high, text/markdown;q=0.1", .markdown),
        ] as [(String?, OutputFormat)]
    )
    func `a header chooses the format`(accept: String?, expected: OutputFormat) {
        #expect(OutputFormat(Accept(accept ?? "")) == expected)
    }

    @Test(arguments: [
        "image/png", "text/css, image/*", "text/plain;q=0", "*/*;q=0", "application/json;q=0.0, image/png",
    ])
    func `what is none of them is none`(accept: String) {
        #expect(OutputFormat(Accept(accept)) == nil)
    }

    @Test(arguments: OutputFormat.allCases)
    func `each is what its own type asks for`(format: OutputFormat) {
        #expect(OutputFormat(Accept(format.contentType)) == format)
        #expect(OutputFormat(rawValue: format.rawValue) == format)
        #expect(format.fileExtension.hasPrefix("."))
    }

    @Test(arguments: OutputFormat.allCases)
    func `all but two are made from the pages alone`(format: OutputFormat) {
        #expect((OutputDocument.sample().rendered(format) == "") == [.json, .pdf, .text, .markdown].contains(format))
        #expect((format.render(.sample()) == nil) == [.json, .pdf].contains(format))
    }
}
