// What is passed on to the service as it is: the service knows best what it takes.

import ArgumentParser

struct RecognitionArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The languages, such as eng+deu.", valueName: "names"))
    var lang: String?

    @Option(help: ArgumentHelp("The page segmentation mode.", valueName: "mode"))
    var psm: String?

    @Option(help: ArgumentHelp("auto, none or threshold.", valueName: "how"))
    var preprocess: String?

    @Option(help: ArgumentHelp("Pages of a document, such as 1-3,7.", valueName: "pages"))
    var pages: String?

    @Option(help: ArgumentHelp("auto, or degrees clockwise: 0, 90, 180 or 270.", valueName: "turn"))
    var orientation: String?

    @Option(help: ArgumentHelp("Dots per inch.", valueName: "number"))
    var dpi: String?

    @Option(help: ArgumentHelp("The only characters to read.", valueName: "characters"))
    var whitelist: String?

    /// As fields of a form.
    var fields: [FormField] {
        [
            ("lang", lang), ("psm", psm), ("preprocess", preprocess), ("pages", pages), ("orientation", orientation),
            ("dpi", dpi), ("whitelist", whitelist),
        ]
        .compactMap { name, value in value.map { FormField(name: name, value: $0) } }
    }
}
