// The formats that a result can be had in.

/// The raw values are what `format=` takes.
enum OutputFormat: String, CaseIterable, Sendable {
    case json, text, hocr, alto, tsv, pdf, markdown

    var contentType: String {
        switch self {
        case .json: "application/json"
        case .text: "text/plain; charset=utf-8"
        case .hocr: "text/html; charset=utf-8"
        case .alto: "application/xml"
        case .tsv: "text/tab-separated-values; charset=utf-8"
        case .pdf: "application/pdf"
        case .markdown: "text/markdown; charset=utf-8"
        }
    }

    /// For a file's name, with the dot.
    var fileExtension: String {
        switch self {
        case .json: ".json"
        case .text: ".txt"
        case .hocr: ".hocr"
        case .alto: ".xml"
        case .tsv: ".tsv"
        case .pdf: ".pdf"
        case .markdown: ".md"
        }
    }

    /// Media types that ask for it, in lower case.
    var mediaTypes: [String] {
        switch self {
        case .json: ["application/json"]
        case .text: ["text/plain"]
        case .hocr: ["text/html", "text/vnd.hocr+html"]
        case .alto: ["application/xml", "application/alto+xml", "text/xml"]
        case .tsv: ["text/tab-separated-values"]
        case .pdf: ["application/pdf"]
        case .markdown: ["text/markdown"]
        }
    }
}
