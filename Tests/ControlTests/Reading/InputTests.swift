// From arguments to files, and from files to the names of results.

import Foundation
import Testing

@testable import Control

@Suite struct InputTests {
    @Test func `names are ordered as people count`() {
        let names = ["10.png", "2.png", "a10b2", "a10b10", "a9", "2", "02", "1_test", "10_test", "", "b"]
        #expect(
            names.shuffled().sorted(by: NaturalOrder.isBefore)
                == ["", "1_test", "02", "2", "2.png", "10.png", "10_test", "a9", "a10b2", "a10b10", "b"]
        )
    }

    @Test func `numbers of any length are compared`() {
        let (small, large) = (String(repeating: "9", count: 40), "1" + String(repeating: "0", count: 40))
        #expect(NaturalOrder.isBefore(small, large))
        #expect(!NaturalOrder.isBefore(large, small))
        #expect(!NaturalOrder.isBefore(small, small))
    }

    @Test func `a folder stands for its images, in order`() throws {
        let folder = try ReadBench.folder([
            "10.png": "", "9.JPG": "", "notes.txt": "BM", "scan": "\u{89}", "photo.dat": "GIF89a", ".hidden.png": "",
            "b/2.tif": "", "b/c/1.webp": "", ".git/1.png": "", "a.png/1.png": "",
        ])
        try FileManager.default.createSymbolicLink(atPath: folder + "/b/loop", withDestinationPath: folder)
        try FileManager.default.createSymbolicLink(atPath: folder + "/z.png", withDestinationPath: folder + "/10.png")
        let names = InputFinder(isRecursive: true).inputs([folder]).map { $0.name.dropFirst(folder.count + 1) }
        #expect(names == ["9.JPG", "10.png", "a.png/1.png", "b/2.tif", "b/c/1.webp", "photo.dat", "z.png"])
        let flat = InputFinder(isRecursive: false).inputs([folder + "/"]).map { $0.name.dropFirst(folder.count + 1) }
        #expect(flat == ["9.JPG", "10.png", "photo.dat", "z.png"])
    }

    @Test func `what is not there is an error of its own`() throws {
        let folder = try ReadBench.folder(["a.txt": "x"])
        let inputs = InputFinder(isRecursive: true).inputs([folder, folder + "/none.png", "-", folder + "/a.txt"])
        #expect(inputs.count == 4)
        #expect(inputs[0].source == .missing(.unreadable("there are no images in this folder")))
        #expect(inputs[1].source == .missing(.unreadable("No such file or directory")))
        #expect(inputs[2].source == .standardInput)
        #expect(inputs[3].source == .file(folder + "/a.txt"))
    }

    @Test(arguments: [
        ("a.png", ["a.png"]), ("scans/b/a.png", ["scans", "b", "a.png"]), ("./a//b.png", ["a", "b.png"]),
        ("/home/x/a.png", ["a.png"]), ("../x/a.png", ["a.png"]), ("..", []), (".", []), ("/", []),
    ])
    func `a place never leads out of the output folder`(path: String, place: [String]) {
        #expect(InputFinder.place(of: path) == place)
    }
}

@Suite struct OutputPlanTests {
    private func paths(_ names: [String], _ format: ResultFormat = .text) throws -> [String?] {
        let inputs = names.map { Input(source: .file($0), name: $0, place: InputFinder.place(of: $0)) }
        return try OutputPlan(folder: "out", format: format).paths(inputs)
    }

    @Test func `results lie where their images do`() throws {
        #expect(
            try paths(["1.png", "a/1.png", "a/b.c.jpg", ".x", "none"]) == [
                "out/1.txt", "out/a/1.txt", "out/a/b.c.txt", "out/.x.txt", "out/none.txt",
            ]
        )
        #expect(try paths(["1.png"], .alto) == ["out/1.xml"])
    }

    @Test func `images that differ in their extension keep it`() throws {
        #expect(try paths(["1.png", "1.jpg", "2.png"]) == ["out/1.png.txt", "out/1.jpg.txt", "out/2.txt"])
    }

    @Test func `two images for one result are refused`() {
        #expect(throws: Failure.self) { try paths(["a/1.png", "/x/1.png", "/y/1.png"]) }
        #expect(throws: Failure.self) { try paths(["1.png", "1.png"]) }
    }

    @Test func `what is missing has no result`() throws {
        let missing = Input(source: .missing(.unreadable("")), name: "x", place: ["x"])
        #expect(try OutputPlan(folder: "out", format: .pdf).paths([missing, missing]) == [nil, nil])
    }
}
