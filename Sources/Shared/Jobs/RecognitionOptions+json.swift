// Options as JSON, by the names that clients know them by.

extension RecognitionOptions {
    /// Writes the members, without braces around them; what nobody asked for is left out.
    package func write(to json: inout JSONWriter) {
        json.member("lang", language)
        json.member("psm", pageSegmentation)
        json.member("preprocess", preprocessing.rawValue)
        json.member("orientation", orientation.rawValue)
        if let resolution { json.member("dpi", resolution) }
        if let pages { json.member("pages", pages.text) }
        if let whitelist { json.member("whitelist", whitelist) }
    }
}
