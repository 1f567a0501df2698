// What a client may ask of a recognition, as texts.

import Shared

/// Reads options from query parameters and form fields.
struct OptionReader {
    /// The language of a request that names none.
    let language: String

    private enum Name: String, CaseIterable {
        case lang, psm, preprocess, orientation, dpi, pages, whitelist, detail, priority, pdf
    }

    /// What is asked of a request's images.
    struct Asked: Sendable, Equatable {
        var recognition: RecognitionOptions
        var detail = Detail.text
        var priority = JobPriority.normal
        /// Whether the image is to stay with the job, so that a searchable PDF can be made.
        var pdf = false

        /// Whether only a job can give it.
        var needsJob: Bool { detail != .text || pdf }
    }

    /// The options, with defaults filled in.
    ///
    /// Unknown names are refused, and languages that the identity lacks: what the workers read with. Nil: none has said
    /// so yet, and any language may be asked for.
    func options(
        from texts: [(name: String, value: String)],
        identity: RecognitionIdentity?
    ) throws(APIError) -> Asked {
        var asked = Asked(recognition: RecognitionOptions(language: language))
        for (name, value) in texts {
            switch Name(rawValue: name) {
            case .lang: asked.recognition.language = try lang(value)
            case .psm: asked.recognition.pageSegmentation = try psm(value)
            case .preprocess: asked.recognition.preprocessing = try one(of: value, for: name)
            case .orientation: asked.recognition.orientation = try one(of: value, for: name)
            case .dpi: asked.recognition.resolution = try dpi(value)
            case .pages: asked.recognition.pages = try pages(value)
            case .whitelist: asked.recognition.whitelist = try whitelist(value)
            case .detail: asked.detail = try Detail(option: value)
            case .priority: asked.priority = try priority(value)
            case .pdf: asked.pdf = try flag(value, for: name)
            case nil:
                let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalidOption("There is no option '\(name.prefix(64))'. There are: \(names).")
            }
        }
        try check(asked.recognition.languages, identity)
        return asked
    }

    private func lang(_ text: String) throws(APIError) -> String {
        guard LanguageName.isWellFormed(text) else {
            throw .invalidOption("lang must be up to eight of Tesseract's names joined by +, such as eng+deu.")
        }
        return text
    }

    private func psm(_ text: String) throws(APIError) -> Int {
        let modes = RecognitionOptions.pageSegmentationModes
        guard let mode = Int(text), modes.contains(mode) else {
            throw .invalidOption("psm must be one of \(modes.sorted().map(String.init).joined(separator: ", ")).")
        }
        return mode
    }

    private func priority(_ text: String) throws(APIError) -> Int {
        guard let priority = Int(text), JobPriority.range.contains(priority) else {
            let (lowest, highest) = (JobPriority.range.lowerBound, JobPriority.range.upperBound)
            throw .invalidOption("priority must be a number from \(lowest) to \(highest), which goes first.")
        }
        return priority
    }

    private func dpi(_ text: String) throws(APIError) -> Int {
        let range = RecognitionOptions.resolutions
        guard let dpi = Int(text), range.contains(dpi) else {
            throw .invalidOption("dpi must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return dpi
    }

    private func pages(_ text: String) throws(APIError) -> PageSelection {
        guard let pages = PageSelection(text) else {
            throw .invalidOption("pages must be all, or numbers and ranges of pages such as 1-3,7.")
        }
        return pages
    }

    private func whitelist(_ text: String) throws(APIError) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "\u{7F}"
        }
        guard isPlain, (1...RecognitionOptions.longestWhitelist).contains(text.unicodeScalars.count) else {
            let most = RecognitionOptions.longestWhitelist
            throw .invalidOption("whitelist must be 1 to \(most) characters, such as 0123456789, without white space.")
        }
        return text
    }

    private func flag(_ text: String, for name: String) throws(APIError) -> Bool {
        switch text {
        case "true": true
        case "false": false
        default: throw .invalidOption("\(name) must be true or false.")
        }
    }

    private func one<Choice>(of text: String, for name: String) throws(APIError) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let choice = Choice(rawValue: text) else { throw .notOne(of: Choice.self, for: name) }
        return choice
    }

    private func check(_ languages: [String], _ identity: RecognitionIdentity?) throws(APIError) {
        guard let installed = identity?.traineddata.keys else { return }
        for language in languages where !installed.contains(language) {
            let names = installed.sorted().joined(separator: ", ")
            throw .invalidOption("The language '\(language)' is not installed. There are: \(names).")
        }
    }
}
