// The headers of one part of a form (RFC 7578 §4.2).

/// The names that a part goes by.
///
/// Its other headers say nothing that is believed.
struct PartHeaders: Equatable {
    var name: String
    /// The last component, at most 255 bytes of it, of what the client calls the file.
    var filename: String?

    init(name: String, filename: String? = nil) {
        self.name = name
        self.filename = filename
    }

    private static let disposition = "content-disposition:".utf8

    /// Nil where there is no `Content-Disposition: form-data` with a name.
    init?(_ bytes: some Collection<UInt8>) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) where Self.isDisposition(line) {
            let value = HeaderValue(line.dropFirst(Self.disposition.count).filter { $0 != UInt8(ascii: "\r") })
            guard value.first == "form-data", let name = value.parameters["name"] else { return nil }
            self.init(name: name, filename: value.parameters["filename"].map(Self.basename))
            return
        }
        return nil
    }

    /// Setting this bit makes letters small, and leaves the two other characters as they are.
    private static func isDisposition(_ line: some Collection<UInt8>) -> Bool {
        line.prefix(disposition.count).map { $0 | 0x20 }.elementsEqual(disposition)
    }

    /// Some clients send whole paths.
    private static func basename(_ path: String) -> String {
        let bytes = Array(path.utf8)
        let separator = bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        let last = bytes[(separator.map { $0 + 1 } ?? 0)...]
        var name = String(decoding: last.filter { $0 >= 0x20 && $0 != 0x7f }, as: UTF8.self)
        while name.utf8.count > 255 { name.removeLast() }
        return name
    }
}
