// The name under which a browser saves a result.

import Shared

/// A file name made from the one that the client sent, of characters that any system takes.
struct DownloadName: Equatable, Sendable {
    let text: String

    /// Bytes.
    private static let longest = 120
    private static let unnamed = "result"

    init(upload: String?, format: OutputFormat) {
        let last = (upload ?? "").split { $0 == "/" || $0 == "\\" }.last ?? ""
        let stem = Self.withoutExtension(Self.printable(last))
        let room = Self.longest - format.fileExtension.utf8.count
        let short = Self.trimmed(Self.prefix(of: Self.trimmed(stem), bytes: room))
        text = "\(short.isEmpty ? Self.unnamed[...] : short)\(format.fileExtension)"
    }

    /// The value of `Content-Disposition` (RFC 6266), with a plain name for old clients.
    var attachment: String { "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)" }

    /// Without controls and invisible marks, such as the ones that turn the direction of writing.
    private static func printable(_ name: Substring) -> Substring {
        var scalars = Substring.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: break
            // Windows has other uses for these.
            default: scalars.append(":*?<>|".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        return Substring(scalars)
    }

    /// `v1.2` keeps its number: an extension has a letter.
    private static func withoutExtension(_ name: Substring) -> Substring {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        let ending = name[name.index(after: dot)...]
        let isExtension =
            (1...5).contains(ending.count) && ending.contains(where: \.isLetter)
            && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isExtension ? name[..<dot] : name
    }

    /// Without blanks and dots around: a leading dot hides a file, a trailing one is lost on Windows.
    private static func trimmed(_ name: Substring) -> Substring {
        let start = name.drop { $0 == "." || $0.isWhitespace }
        let end = start.lastIndex { $0 != "." && !$0.isWhitespace }
        return end.map { start[...$0] } ?? ""
    }

    private static func prefix(of name: Substring, bytes: Int) -> Substring {
        var end = name.startIndex
        var count = 0
        for index in name.unicodeScalars.indices {
            count += UTF8.width(name.unicodeScalars[index])
            guard count <= bytes else { break }
            end = name.unicodeScalars.index(after: index)
        }
        return name[..<end]
    }

    /// In ASCII, without what would have to be escaped.
    private var plain: String {
        String(text.map { $0.isASCII && !"\"\\%".contains($0) ? $0 : "_" })
    }

    /// RFC 8187.
    private var encoded: String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if Self.isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += Array("%\(Hex.encode([byte]).uppercased())".utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!#$&+^`|".utf8.contains(byte)
        }
    }
}
