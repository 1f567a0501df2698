// Language files: names, lists, digests.

import FoundationEssentials
import Testing

@testable import Recognition

@Suite(.offThePool) struct TraineddataTests {
    @Test func `installed languages are listed without the data that is no language`() {
        #expect(Traineddata.installed().contains("eng"))
        #expect(!Traineddata.installed().contains("osd"))
        #expect(Traineddata.installed(folder: "/nowhere") == [])
    }

    @Test func `the folder follows Tesseract's variable`() {
        #expect(Traineddata.folder(environment: ["TESSDATA_PREFIX": "/data"]) == "/data")
        #expect(Traineddata.folder(environment: [:]).hasSuffix("tessdata"))
    }

    @Test(arguments: ["", "..", "a/b", "eng+deu", "eng\n", "-l", String(repeating: "a", count: 33)])
    func `a name that could mean something else is refused`(name: String) {
        #expect(!Traineddata.isValid(name: name))
        #expect(Traineddata.digest(of: name) == nil)
    }

    @Test func `names as Tesseract has them are taken`() {
        #expect(["eng", "chi_sim_vert", "Latin"].allSatisfy { Traineddata.isValid(name: $0) })
    }

    @Test func `the digest is the SHA-256 of the file`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lector-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("abc".utf8).write(to: folder.appending(path: "xyz.traineddata"))
        // FIPS 180-4, the example of "abc".
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Traineddata.digest(of: "xyz", folder: folder.path()) == known)
        #expect(Traineddata.installed(folder: folder.path()) == ["xyz"])
    }

    @Test func `the identity names what was loaded`() throws {
        let recognizer = try Reading.recognizer()
        #expect(recognizer.identity.pipelineRevision == pipelineRevision)
        #expect(recognizer.identity.tesseract.hasPrefix("5"))
        #expect(recognizer.identity.traineddata == ["eng": Traineddata.digest(of: "eng")])
    }
}
