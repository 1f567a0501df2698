// The forms in which a result can be had.

import ArgumentParser

enum ResultFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case text, json, hocr, alto, tsv, pdf, markdown

    /// What a file of it is called.
    var fileExtension: String {
        switch self {
        case .text: "txt"
        case .json: "json"
        case .hocr: "hocr"
        case .alto: "xml"
        case .tsv: "tsv"
        case .pdf: "pdf"
        case .markdown: "md"
        }
    }

    /// Whether several documents make sense one after the other.
    var isChainable: Bool {
        switch self {
        case .text, .json, .tsv, .markdown: true
        case .hocr, .alto, .pdf: false
        }
    }

    /// What stands between two documents, the first of which ends with a line break.
    ///
    /// A table begins with its titles.
    var separator: String {
        switch self {
        case .text: "\u{c}"
        case .markdown: "\n"
        case .json, .tsv, .hocr, .alto, .pdf: ""
        }
    }

    /// Whether bytes of it may be shown on a terminal.
    var isText: Bool { self != .pdf }
}
