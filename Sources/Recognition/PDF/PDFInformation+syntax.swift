// What the PDF says of itself, as objects.
//
// Source: ISO 32000-1, 7.9.4, 12.2, 14.3.3 and 14.9.2.

import Glibc

extension PDFInformation {
    /// The document information dictionary.
    var dictionary: String {
        let title = title.map { "/Title \(PDFSyntax.text($0)) " } ?? ""
        return "<< \(title)/Producer \(PDFSyntax.text(producer)) /CreationDate (D:\(date)Z) >>"
    }

    /// Language, and that a window is named by the title.
    var catalogEntries: String {
        let tag = language.map { "/Lang \(PDFSyntax.text($0)) " } ?? ""
        return tag + (title == nil ? "" : "/ViewerPreferences << /DisplayDocTitle true >> ")
    }

    /// Year to second, in UTC.
    private var date: String {
        var seconds = time_t(created)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
        return "\(1900 + parts.tm_year)" + numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }
}
