// The traineddata files on this machine: which languages there are, and what exactly they hold.

import Crypto
import FoundationEssentials
import Glibc

/// Tesseract's language data.
package enum Traineddata {
    /// Where Tesseract's packages put it, newest first, after `TESSDATA_PREFIX`, which Tesseract honours too.
    private static let wellKnownFolders = [
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tessdata",
        "/usr/local/share/tessdata",
    ]

    /// The folder that engines load from.
    package static func folder(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        if let prefix = environment["TESSDATA_PREFIX"], !prefix.isEmpty { return prefix }
        let isFolder: (String) -> Bool = { access($0, R_OK | X_OK) == 0 }
        return wellKnownFolders.first(where: isFolder) ?? wellKnownFolders[0]
    }

    /// The languages in the folder, sorted; without `osd` and `equ`, which hold no language.
    package static func installed(folder: String = folder()) -> [String] {
        let suffix = ".traineddata"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return
            files
            .filter { $0.hasSuffix(suffix) }
            .map { String($0.dropLast(suffix.count)) }
            .filter { isValid(name: $0) && $0 != "osd" && $0 != "equ" }
            .sorted()
    }

    /// Names are of letters, digits and underscores, as in `eng` or `chi_sim_vert`: nothing that reaches another folder,
    /// or another option of Tesseract.
    package static func isValid(name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// SHA-256 of a language's file in hexadecimal; nil where it cannot be read.
    ///
    /// Blocks: 4 MB take about 10 ms.
    package static func digest(of language: String, folder: String = folder()) -> String? {
        guard isValid(name: language) else { return nil }
        let file = open("\(folder)/\(language).traineddata", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count == 0 { return hexadecimal(hash.finalize()) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
    }
}
