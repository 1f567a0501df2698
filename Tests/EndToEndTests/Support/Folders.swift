// Where things are: the built programs, the test images, temporary folders.

import FoundationEssentials
import Glibc

enum Folders {
    /// The programs are built beside the tests.
    static var programs: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }

    static let testImages: String = {
        let here = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
        return here + "/test_images"
    }()

    static func temporary() throws -> String {
        var template = Array("/tmp/lector-test-XXXXXX".utf8CString)
        guard
            let made = template.withUnsafeMutableBufferPointer({ buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            })
        else { throw TestFailure("no temporary folder") }
        return made
    }
}

/// One of the project's own images with its text.
struct TestImage: Sendable, CustomStringConvertible {
    let number: Int
    let filename: String
    let bytes: [UInt8]
    let text: String

    var description: String { filename }

    static func load(_ number: Int) throws -> TestImage {
        let names = try FileManager.default.contentsOfDirectory(atPath: Folders.testImages)
        guard let name = names.first(where: { $0.hasPrefix("\(number)_test.") && !$0.hasSuffix(".txt") }) else {
            throw TestFailure("there is no test image \(number)")
        }
        let image = try Data(contentsOf: URL(filePath: "\(Folders.testImages)/\(name)"))
        let text = try String(contentsOfFile: "\(Folders.testImages)/\(number)_test.txt", encoding: .utf8)
        return TestImage(number: number, filename: name, bytes: [UInt8](image), text: text)
    }

    /// The same picture as a file of its own, so that no cache knows it: what follows the end of an image is ignored.
    func variant(_ index: Int) -> [UInt8] { bytes + Array("variant \(index)".utf8) }
}
