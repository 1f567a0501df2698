// The result as ALTO 4.

import Shared

/// A composed block for each block, of its kind, with a text block for each paragraph.
enum ALTOOutput {
    /// The schema that tests validate it against.
    private static let version = "4.3"
    private static let namespace = "http://www.loc.gov/standards/alto/ns-v4#"
    private static let schema = "http://www.loc.gov/standards/alto/v4/alto-4-3.xsd"

    static func render(_ document: OutputDocument) -> [UInt8] {
        let language = LanguageTag.tag(for: document.language)
        var xml = XMLWriter()
        let attributes: XMLAttributes = [
            "xmlns": namespace,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": "\(namespace) \(schema)",
            "SCHEMAVERSION": version,
        ]
        xml.element("alto", attributes) { alto in
            alto.element("Description") { write(descriptionOf: document, to: &$0) }
            alto.element("Layout") { layout in
                for (index, page) in document.pages.enumerated() {
                    var writer = ALTOPage(place: index + 1, language: language)
                    writer.write(page, to: &layout)
                }
                // The schema wants one.
                if document.pages.isEmpty { layout.element("Page", ["ID": "page_1", "PHYSICAL_IMG_NR": "1"]) }
            }
        }
        return xml.bytes
    }

    private static func write(descriptionOf document: OutputDocument, to xml: inout XMLWriter) {
        xml.element("MeasurementUnit", text: "pixel")
        if let filename = document.filename {
            xml.element("sourceImageInformation") { $0.element("fileName", text: filename) }
        }
        xml.element("OCRProcessing", ["ID": "ocr"]) { processing in
            processing.element("ocrProcessingStep") { step in
                step.element("processingSoftware") { software in
                    software.element("softwareCreator", text: "Lector")
                    software.element("softwareName", text: "Lector")
                    software.element("softwareVersion", text: document.version)
                }
            }
        }
    }
}

/// Writes one page; its blocks, lines and words are numbered through.
private struct ALTOPage {
    /// From 1, in the document.
    let place: Int
    let language: String?
    private var blocks = 0
    private var paragraphs = 0
    private var lines = 0
    private var words = 0

    init(place: Int, language: String?) {
        self.place = place
        self.language = language
    }

    mutating func write(_ page: ResultPage, to xml: inout XMLWriter) {
        let number = "\(page.number ?? place)"
        let size: XMLAttributes = ["WIDTH": "\(page.width)", "HEIGHT": "\(page.height)"]
        xml.element("Page", ["ID": "page_\(place)", "PHYSICAL_IMG_NR": number] + size) { xml in
            xml.element("PrintSpace", ["HPOS": "0", "VPOS": "0"] + size) { xml in
                for block in page.blocks { write(block, to: &xml) }
            }
        }
    }

    private mutating func write(_ block: ResultPage.Block, to xml: inout XMLWriter) {
        blocks += 1
        let attributes: XMLAttributes = ["ID": "block_\(place)_\(blocks)", "TYPE": block.kind]
        xml.element("ComposedBlock", attributes + block.box.attributes) { xml in
            for paragraph in block.paragraphs { write(paragraph, to: &xml) }
        }
    }

    private mutating func write(_ paragraph: [ResultPage.Line], to xml: inout XMLWriter) {
        paragraphs += 1
        let attributes: XMLAttributes = [
            "ID": "paragraph_\(place)_\(paragraphs)",
            "LANG": language,
            "BASEDIRECTION": paragraph.isRightToLeft ? "rtl" : nil,
        ]
        xml.element("TextBlock", attributes + paragraph.box.attributes) { xml in
            for line in paragraph { write(line, to: &xml) }
        }
    }

    private mutating func write(_ line: ResultPage.Line, to xml: inout XMLWriter) {
        lines += 1
        let baseline = Baseline(line).map { "\($0.x1),\($0.y1) \($0.x2),\($0.y2)" }
        let attributes: XMLAttributes = ["ID": "line_\(place)_\(lines)", "BASELINE": baseline]
        xml.element("TextLine", attributes + line.box.attributes) { xml in
            for (index, word) in line.words.enumerated() {
                if index > 0 { xml.element("SP", line.words[index - 1].box.gap(to: word.box).attributes) }
                write(word, to: &xml)
            }
        }
    }

    private mutating func write(_ word: ResultPage.Word, to xml: inout XMLWriter) {
        words += 1
        let attributes: XMLAttributes = ["ID": "word_\(place)_\(words)", "CONTENT": word.text]
        xml.element("String", attributes + word.box.attributes + ["WC": "\(min(max(word.confidence, 0), 1))"])
    }
}

extension ResultBox {
    fileprivate var attributes: XMLAttributes {
        ["HPOS": "\(x)", "VPOS": "\(y)", "WIDTH": "\(width)", "HEIGHT": "\(height)"]
    }

    /// What lies between two words, in either direction of writing; empty where they touch.
    fileprivate func gap(to next: ResultBox) -> ResultBox {
        let (start, end) = next.x >= x ? (right, next.x) : (next.right, x)
        return ResultBox(x: start, y: y, width: max(0, end - start), height: height)
    }
}
