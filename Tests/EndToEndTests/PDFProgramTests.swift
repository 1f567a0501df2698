// `lector-worker pdf` as the API starts it: what comes in and goes out by its descriptors, and how it ends.

import FoundationEssentials
import Glibc
import Shared
import Testing

extension EndToEnd {
    @Suite struct PDFProgramTests {
        /// A page of an image's size, without words.
        private static func page(_ width: Int, _ height: Int) -> String {
            #"[{"number":1,"width":\#(width),"height":\#(height),"blocks":[]}]"#
        }

        /// How it ended, and what it wrote.
        private func run(
            _ image: [UInt8],
            pages: String,
            arguments: [String] = []
        ) async throws -> (status: Shared.ExitStatus, pdf: [UInt8]) {
            let folder = try Folders.temporary()
            let input = try await StoredFile.temporary(at: folder + "/image", holding: image)
            let stored = try await StoredFile.temporary(at: folder + "/pages", holding: Array(pages.utf8))
            let output = try await StoredFile.temporary(at: folder + "/pdf", holding: [])
            let lifeline = try Lifeline()
            let child = try start([0: input.number, 1: output.number, 3: stored.number], lifeline, arguments)
            let status = await child.exitStatus()
            let pdf = try await output.read(at: 0, count: try await output.size())
            withExtendedLifetime((input, stored, lifeline)) {}
            return (status, pdf)
        }

        private func start(
            _ descriptors: [Int32: Int32],
            _ lifeline: Lifeline,
            _ arguments: [String] = []
        ) throws -> ChildProcess {
            try ChildProcess.spawn(
                executable: Folders.programs + "/lector-worker",
                arguments: ["pdf", "--lifeline", "4", "--pixel-limit", "100000000"]
                    + (arguments.isEmpty ? ["--memory-limit", "1000000000"] : arguments),
                environment: ["OMP_THREAD_LIMIT": "1"],
                inheriting: descriptors.merging([4: lifeline.readEnd]) { $1 }
            )
        }

        @Test(arguments: [(2, 1165, 1654), (4, 1240, 565), (5, 1240, 1240), (35, 420, 356)])
        func `an image and its pages make a PDF`(number: Int, width: Int, height: Int) async throws {
            let (status, pdf) = try await run(TestImage.load(number).bytes, pages: Self.page(width, height))
            #expect(status == .exited(0))
            #expect(pdf.starts(with: Array("%PDF-1.".utf8)))
            #expect(String(decoding: pdf.suffix(8), as: UTF8.self).contains("%%EOF"))
        }

        @Test func `a damaged image has an exit code of its own`() async throws {
            let image = try TestImage.load(35)
            let (status, _) = try await run(Array(image.bytes.prefix(500)), pages: Self.page(420, 356))
            #expect(status == .exited(65))
        }

        @Test func `pages of another size are not the image's`() async throws {
            let (status, _) = try await run(TestImage.load(5).bytes, pages: Self.page(1240, 1241))
            #expect(status == .exited(65))
        }

        @Test func `pages that make no sense are our fault`() async throws {
            let (status, _) = try await run(TestImage.load(4).bytes, pages: "[")
            #expect(status == .exited(70))
        }

        @Test func `an image that takes more memory than it may have ends it`() async throws {
            let (status, _) = try await run(
                TestImage.load(35).bytes,
                pages: Self.page(420, 356),
                arguments: ["--memory-limit", "2000000"]
            )
            #expect(status != .exited(0))
        }

        @Test func `the end of the lifeline ends it, in the middle of a wait, too`() async throws {
            var image: [Int32] = [0, 0]
            // An image that never comes.
            try #require(pipe(&image) == 0)
            defer { for end in image { close(end) } }
            let folder = try Folders.temporary()
            let stored = try await StoredFile.temporary(at: folder + "/pages", holding: [])
            let output = try await StoredFile.temporary(at: folder + "/pdf", holding: [])
            var lifeline: Lifeline? = try Lifeline()
            let files: [Int32: Int32] = [0: image[0], 1: output.number, 3: stored.number]
            let child = try start(files, try #require(lifeline))
            lifeline = nil
            let status = await child.exitStatus()
            #expect(status != .exited(0))
            withExtendedLifetime((stored, output)) {}
        }
    }
}
