// The files of the pages, which lie beside the program.

import FoundationEssentials
import NIOCore
import Shared

/// A file as it is sent.
struct WebFile: Sendable {
    var bytes: ByteBuffer
    /// Media type.
    var type: String
    var tag: EntityTag
}

/// All files of the pages, read once at start.
struct WebFolder: Sendable {
    private let files: [String: WebFile]

    /// The folder beside the program, where the build puts it, or where packages install it; none where it is not there.
    static func besideProgram() -> WebFolder {
        let folder = ProgramFolder.path
        let places = ["\(folder)lector_API.resources/Web", "\(folder)../share/lector/web"]
        return WebFolder(path: places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0])
    }

    /// Blocks.
    init(path: String) {
        var files: [String: WebFile] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
            guard let type = Self.type(of: name), let data = FileManager.default.contents(atPath: "\(path)/\(name)")
            else { continue }
            files[name] = WebFile(bytes: ByteBuffer(bytes: data), type: type, tag: EntityTag(of: data))
        }
        self.files = files
    }

    /// By its path in the folder; what a set-up made stands for itself.
    subscript(path: String) -> WebFile? { files[path] ?? files["generated/\(path)"] }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        default: nil
        }
    }
}
