// `lector-worker pdf`: what the API starts for a searchable PDF. Nobody else has a use for it.

import ArgumentParser
import Glibc
import Recognition
import Shared

/// Makes one PDF of an image on standard input and its stored pages on descriptor 3, on standard output.
///
/// Ends with what ``PDFExit`` names; why is the last line on standard error, behind what decoders say of an image.
struct PDFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdf",
        abstract: "Makes a searchable PDF; started by the API.",
        shouldDisplay: false
    )

    @Option(help: "The descriptor that ends when the API does.")
    var lifeline: Int32

    @Option(help: "Bytes of data that may be allocated.")
    var memoryLimit: UInt64

    @Option(help: "The most pixels of a page.")
    var pixelLimit: Int

    @Option(help: "What windows are named, such as the image's file name.")
    var title: String?

    @Option(help: "The language of the text, as a BCP 47 tag.")
    var language: String?

    /// Never returns: the process ends here.
    func run() {
        let information = PDFInformation(
            title: title,
            language: language,
            producer: "Lector \(Lector.version)",
            created: time(nil)
        )
        PDFProcess.run(information, lifeline: lifeline, memoryLimit: memoryLimit, pixelLimit: pixelLimit)
    }
}
