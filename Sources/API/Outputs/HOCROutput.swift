// The result as hOCR 1.2, in the structure that Tesseract gives it.

import Shared

/// Areas, paragraphs, lines and words as elements of an XHTML page, with their boxes in `title`.
enum HOCROutput {
    private static let capabilities = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf ocrp_lang ocrp_dir"

    static func render(_ document: OutputDocument) -> [UInt8] {
        let language = LanguageTag.tag(for: document.language)
        var xml = XMLWriter()
        xml.line("<!DOCTYPE html>")
        xml.element("html", ["xmlns": "http://www.w3.org/1999/xhtml", "xml:lang": language, "lang": language]) { html in
            html.element("head") { write(headOf: document, to: &$0) }
            html.element("body") { body in
                for (index, page) in document.pages.enumerated() {
                    var writer = HOCRPage(place: index + 1, language: language)
                    writer.write(page, of: document, to: &body)
                }
            }
        }
        return xml.bytes
    }

    private static func write(headOf document: OutputDocument, to xml: inout XMLWriter) {
        xml.element("title", text: document.filename ?? "")
        xml.element("meta", ["http-equiv": "Content-Type", "content": "text/html;charset=utf-8"])
        xml.element("meta", ["name": "ocr-system", "content": "Lector \(document.version)"])
        xml.element("meta", ["name": "ocr-capabilities", "content": capabilities])
    }
}

/// Writes one page; its areas, lines and words are numbered through.
private struct HOCRPage {
    /// From 1, in the document.
    let place: Int
    let language: String?
    private var areas = 0
    private var paragraphs = 0
    private var lines = 0
    private var words = 0

    init(place: Int, language: String?) {
        self.place = place
        self.language = language
    }

    mutating func write(_ page: ResultPage, of document: OutputDocument, to xml: inout XMLWriter) {
        let properties = [
            document.filename.map { "image \"\($0.filter { $0 != "\"" })\"" },
            "bbox 0 0 \(page.width) \(page.height)",
            "ppageno \((page.number ?? place) - 1)",
            document.resolution.map { "scan_res \($0) \($0)" },
        ]
        let title = properties.compactMap(\.self).joined(separator: "; ")
        xml.element("div", ["class": "ocr_page", "id": "page_\(place)", "title": title]) { xml in
            for block in page.blocks { write(block, to: &xml) }
        }
    }

    private mutating func write(_ block: ResultPage.Block, to xml: inout XMLWriter) {
        areas += 1
        let id = "block_\(place)_\(areas)"
        xml.element("div", ["class": "ocr_carea", "id": id, "title": block.box.property]) { xml in
            for paragraph in block.paragraphs { write(paragraph, to: &xml) }
        }
    }

    private mutating func write(_ paragraph: [ResultPage.Line], to xml: inout XMLWriter) {
        paragraphs += 1
        let attributes: XMLAttributes = [
            "class": "ocr_par",
            "id": "par_\(place)_\(paragraphs)",
            "dir": paragraph.isRightToLeft ? "rtl" : nil,
            "lang": language,
            "title": paragraph.box.property,
        ]
        xml.element("p", attributes) { xml in
            for line in paragraph { write(line, to: &xml) }
        }
    }

    private mutating func write(_ line: ResultPage.Line, to xml: inout XMLWriter) {
        lines += 1
        let id = "line_\(place)_\(lines)"
        xml.element("span", ["class": "ocr_line", "id": id, "title": line.properties]) { xml in
            for word in line.words { write(word, to: &xml) }
        }
    }

    private mutating func write(_ word: ResultPage.Word, to xml: inout XMLWriter) {
        words += 1
        let title = "\(word.box.property); x_wconf \(Int((word.confidence * 100).rounded()))"
        xml.element("span", ["class": "ocrx_word", "id": "word_\(place)_\(words)", "title": title], text: word.text)
    }
}

extension ResultBox {
    fileprivate var property: String { "bbox \(x) \(y) \(right) \(bottom)" }
}

extension ResultPage.Line {
    /// The size of turned text is its width.
    fileprivate var properties: String {
        guard let baseline = Baseline(self) else { return "\(box.property); x_size \(box.height)" }
        switch baseline.quarters {
        case 0:
            let slope = Double(baseline.y2 - baseline.y1) / Double(max(1, baseline.x2 - baseline.x1))
            let offset = Double(baseline.y1 - box.bottom) - slope * Double(baseline.x1 - box.x)
            return "\(box.property); baseline \(slope.thousandths) \(offset.thousandths); x_size \(box.height)"
        case let quarters:
            let size = quarters == 2 ? box.height : box.width
            return "\(box.property); textangle \(quarters * 90); x_size \(size)"
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    fileprivate var thousandths: String {
        let rounded = (self * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
