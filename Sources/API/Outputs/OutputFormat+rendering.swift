// The formats that are made from the pages alone.

extension OutputFormat {
    /// Nil for JSON and PDF, which need more than the document.
    func render(_ document: OutputDocument) -> [UInt8]? {
        switch self {
        case .text: TextOutput.render(document)
        case .hocr: HOCROutput.render(document)
        case .alto: ALTOOutput.render(document)
        case .tsv: TSVOutput.render(document)
        case .markdown: MarkdownOutput.render(document)
        case .json, .pdf: nil
        }
    }
}
