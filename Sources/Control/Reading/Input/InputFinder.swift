// From the arguments to the files that are meant.

import FoundationEssentials
import Glibc

/// Blocks: call it through `Blocking`.
struct InputFinder: Sendable {
    var isRecursive: Bool

    /// In the order of the arguments, and in each folder in natural order.
    func inputs(_ arguments: [String]) -> [Input] { arguments.flatMap(inputs) }

    private func inputs(_ argument: String) -> [Input] {
        if argument == "-" { return [.standardInput] }
        let place = Self.place(of: argument)
        var status = stat()
        guard stat(argument, &status) == 0 else { return [missing(argument, place, SystemError.last)] }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            return [Input(source: .file(argument), name: argument, place: place)]
        }
        let found = images(below: argument, place)
        return found.isEmpty ? [missing(argument, place, "there are no images in this folder")] : found
    }

    private func images(below folder: String, _ place: [String]) -> [Input] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            return [missing(folder, place, "the folder cannot be listed")]
        }
        return names.filter { !$0.hasPrefix(".") }.sorted(by: NaturalOrder.isBefore).flatMap { name in
            entry(folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)", name, place + [name])
        }
    }

    private func entry(_ path: String, _ name: String, _ place: [String]) -> [Input] {
        var status = stat()
        guard lstat(path, &status) == 0 else { return [] }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return isRecursive ? images(below: path, place) : []
        case S_IFREG: break
        // A link to a folder may lead back to where we come from.
        case S_IFLNK where stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG: break
        default: return []
        }
        guard ImageSignature.matches(name: name) || ImageSignature.matches(start: Self.start(of: path)) else {
            return []
        }
        return [Input(source: .file(path), name: path, place: place)]
    }

    private func missing(_ name: String, _ place: [String], _ why: String) -> Input {
        Input(source: .missing(.unreadable(why)), name: name, place: place)
    }

    /// The components of a path as it was written; of one that leads out of the working folder the last.
    static func place(of path: String) -> [String] {
        let components = path.split(separator: "/").map(String.init).filter { $0 != "." }
        guard path.hasPrefix("/") || components.contains("..") else { return components }
        return components.last.map { $0 == ".." ? [] : [$0] } ?? []
    }

    private static func start(of path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: ImageSignature.length)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Array(bytes.prefix(max(0, count)))
    }
}
