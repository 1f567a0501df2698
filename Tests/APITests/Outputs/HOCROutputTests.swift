import Testing

@testable import API
@testable import Shared

struct HOCROutputTests {
    @Test func `a document is a page of areas, paragraphs, lines and words`() {
        var document = OutputDocument.sample(.sample("Good day"), language: "deu+eng", filename: "a \"b\" & c.png")
        document.resolution = 300
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de" lang="de">
             <head>
              <title>a &quot;b&quot; &amp; c.png</title>
              <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
              <meta name="ocr-system" content="Lector 1.2.3"/>
              <meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf \
            ocrp_lang ocrp_dir"/>
             </head>
             <body>
              <div class="ocr_page" id="page_1" title="image &quot;a b &amp; c.png&quot;; bbox 0 0 1000 800; \
            ppageno 0; scan_res 300 300">
               <div class="ocr_carea" id="block_1_1" title="bbox 100 100 180 120">
                <p class="ocr_par" id="par_1_1" lang="de" title="bbox 100 100 180 120">
                 <span class="ocr_line" id="line_1_1" title="bbox 100 100 180 120; baseline 0 -5; x_size 20">
                  <span class="ocrx_word" id="word_1_1" title="bbox 100 100 140 120; x_wconf 99">Good</span>
                  <span class="ocrx_word" id="word_1_2" title="bbox 150 100 180 120; x_wconf 99">day</span>
                 </span>
                </p>
               </div>
              </div>
             </body>
            </html>

            """
        #expect(document.rendered(.hocr) == expected)
    }

    @Test(arguments: [
        ([100, 118, 300, 122], "baseline 0.02 -2; x_size 20"),
        ([110, 118, 310, 122], "baseline 0.02 -2.2; x_size 20"),
        ([100, 120, 100, 100], "textangle 90; x_size 80"),
        ([300, 100, 100, 100], "textangle 180; x_size 20"),
        ([100, 100, 100, 120], "textangle 270; x_size 80"),
        ([100, 100, 100, 100], "baseline 0 -20; x_size 20"),
        ([100, 100], "x_size 20"),
        (nil, "x_size 20"),
    ])
    func `a baseline is a slope and an offset from the lower left, turned text an angle`(
        points: [Int]?,
        expected: String
    ) {
        var page = ResultPage.sample("Good day")
        page.blocks[0].lines[0].baseline = points
        let title = "title=\"bbox 100 100 180 120; \(expected)\""
        #expect(OutputDocument.sample(page).rendered(.hocr).contains(title))
    }

    @Test func `text from right to left says so`() {
        let hocr = OutputDocument.sample(.sample("שלום עולם"), .sample("12 30"), language: "heb").rendered(.hocr)
        #expect(hocr.contains(#"id="par_1_1" dir="rtl" lang="he""#))
        #expect(hocr.contains(#"id="par_2_1" lang="he""#))
    }

    @Test func `pages are numbered as in the file, ids in order`() {
        var second = ResultPage.sample("b")
        second.number = 7
        let hocr = OutputDocument.sample(.sample("a"), second, filename: nil).rendered(.hocr)
        #expect(hocr.contains(#"id="page_1" title="bbox 0 0 1000 800; ppageno 0""#))
        #expect(hocr.contains(#"id="page_2" title="bbox 0 0 1000 800; ppageno 6""#))
        #expect(hocr.contains(#"id="word_2_1""#))
    }

    @Test func `an empty page is a page, a language without a tag none`() {
        let page = ResultPage(width: 0, height: 0, blocks: [])
        let hocr = OutputDocument.sample(page, language: "script/Latin").rendered(.hocr)
        #expect(hocr.contains("; bbox 0 0 0 0; ppageno 0\">\n  </div>"))
        #expect(!hocr.contains("lang="))
    }
}
