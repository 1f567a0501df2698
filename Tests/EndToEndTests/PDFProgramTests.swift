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

        /// How it ended, and what it wrote; a shell does this and that first.
        private func run(
            _ image: [UInt8],
            pages: String,
            arguments: [String] = [],
            shell: String = ""
        ) async throws -> (status: Shared.ExitStatus, pdf: [UInt8]) {
            let folder = try Folders.temporary()
            let input = try await StoredFile.temporary(at: folder + "/image", holding: image)
            let stored = try await StoredFile.temporary(at: folder + "/pages", holding: Array(pages.utf8))
            let output = try await StoredFile.temporary(at: folder + "/pdf", holding: [])
            let lifeline = try Lifeline()
            let files: [Int32: Int32] = [0: input.number, 1: output.number, 3: stored.number]
            let child = try start(files, lifeline, arguments, shell: shell)
            let status = await child.exitStatus()
            let pdf = try await output.read(at: 0, count: try await output.size())
            withExtendedLifetime((input, stored, lifeline)) {}
            return (status, pdf)
        }

        private func start(
            _ descriptors: [Int32: Int32],
            _ lifeline: Lifeline,
            _ arguments: [String] = [],
            shell: String = ""
        ) throws -> ChildProcess {
            let program = [Folders.programs + "/lector-worker", "pdf", "--lifeline", "4", "--pixel-limit", "100000000"]
            return try ChildProcess.spawn(
                executable: "/bin/sh",
                arguments: ["-c", #"\#(shell) exec "$0" "$@""#] + program
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

        @Test func `a PDF that would be larger than it may is an error like others`() async throws {
            let (status, pdf) = try await run(
                TestImage.load(35).bytes,
                pages: Self.page(420, 356),
                shell: "ulimit -f 8;"
            )
            #expect(status == .exited(70))
            #expect(pdf.count == 8 * 512)
        }

        /// Runs `body` with a child whose image never comes.
        private func waiting(_ body: (ChildProcess, inout Lifeline?) async throws -> Void) async throws {
            var image: [Int32] = [0, 0]
            try #require(pipe(&image) == 0)
            defer { for end in image { close(end) } }
            let folder = try Folders.temporary()
            let stored = try await StoredFile.temporary(at: folder + "/pages", holding: [])
            let output = try await StoredFile.temporary(at: folder + "/pdf", holding: [])
            var lifeline: Lifeline? = try Lifeline()
            let files: [Int32: Int32] = [0: image[0], 1: output.number, 3: stored.number]
            let child = try start(files, try #require(lifeline))
            defer { child.send(signal: SIGKILL) }
            try await body(child, &lifeline)
            withExtendedLifetime((stored, output, lifeline)) {}
        }

        @Test func `a PDF may have a gibibyte`() async throws {
            try await waiting { child, _ in
                try await eventually("a limit of a file's size") {
                    let limits = try String(contentsOfFile: "/proc/\(child.pid)/limits", encoding: .utf8)
                    let line = limits.split(separator: "\n").first { $0.hasPrefix("Max file size ") } ?? ""
                    return line.split(separator: " ").contains("1073741824")
                }
            }
        }

        @Test func `the end of the lifeline ends it, in the middle of a wait, too`() async throws {
            try await waiting { child, lifeline in
                lifeline = nil
                let status = await child.exitStatus()
                #expect(status != .exited(0))
            }
        }
    }
}
