// A searchable PDF: each page that was read as its picture, with its words over it, invisible.

import Crypto

struct PDFDocument {
    let image: [UInt8]
    let pixelLimit: Int
    let information: PDFInformation

    /// Writes the pages that were read, one after the other: one of them is in memory at a time.
    func write(_ pages: [Page], to descriptor: Int32) throws(PDFFailure) {
        let pages = pages.filter { $0.failure == nil }
        guard !pages.isEmpty else { throw .noPage }
        try check(pages)
        let font = try GlyphlessFont()
        let source = PictureSource(image: image, pixelLimit: pixelLimit)
        var codes = GlyphCodes()
        var file = try PDFFile(descriptor: descriptor)
        let (catalog, tree, details, fontObject) = (file.reserve(), file.reserve(), file.reserve(), file.reserve())
        var kids: [PDFReference] = []
        for page in pages {
            let picture = try source.picture(ofPage: page.number - 1)
            guard picture.uprightSize == PageSize(width: page.width, height: page.height) else { throw .otherPages }
            let paper = Paper(pixels: picture.uprightSize, stated: picture.uprightResolution)
            let text = TextLayer(page, on: paper, codes: &codes)
            let (kid, content, object) = (file.reserve(), file.reserve(), file.reserve())
            let box = PDFSyntax.numbers([0, 0, paper.width, paper.height])
            try file.write(
                kid,
                "<< /Type /Page /Parent \(tree) /MediaBox [\(box)] /Contents \(content) "
                    + "/Resources << /XObject << /I \(object) >> /Font << /F \(fontObject) >> >> >>"
            )
            let operators = "q \(picture.matrix(on: paper)) cm /I Do Q\n\(text.operators)"
            try file.write(content, entries: "", deflating: Array(operators.utf8))
            try file.write(object, entries: picture.entries, stream: picture.data)
            kids.append(kid)
        }
        try font.write(as: fontObject, to: &file, codes: codes)
        let list = kids.map(\.description).joined(separator: " ")
        try file.write(tree, "<< /Type /Pages /Count \(kids.count) /Kids [\(list)] >>")
        try file.write(details, information.dictionary)
        try file.write(catalog, "<< /Type /Catalog /Pages \(tree) \(information.catalogEntries)>>")
        try file.finish(catalog: catalog, information: details, id: id)
    }

    /// Before anything is written.
    private func check(_ pages: [Page]) throws(PDFFailure) {
        let count: Int
        do throws(RecognitionFailure) {
            count = try ImageDecoder.pageCount(of: image, withFrames: true)
        } catch {
            throw PDFFailure(error)
        }
        guard pages.allSatisfy({ (1...count).contains($0.number) }) else { throw .otherPages }
    }

    /// Of what the file is made of (ISO 32000-1, 14.4).
    private var id: String { PDFSyntax.hexadecimal(SHA256.hash(data: image).prefix(16)) }
}
