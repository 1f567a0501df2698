// The child: what comes in and goes out by its descriptors, and how it ends.

import Glibc
import Testing

@testable import Recognition

@Suite(.offThePool) struct PDFProcessTests {
    @Test func `a PDF ends it well`() async {
        await #expect(processExitsWith: .exitCode(PDFExit.success)) {
            let page = PDFMaking.page(width: 64, height: 32)
            try PDFChild.run(image: Drawing.png(Drawing.page(width: 64, height: 32)), pages: JSON.encode([page]))
        }
    }

    @Test func `a damaged image ends it with its own code and a line that says why`() async throws {
        let result = await #expect(
            processExitsWith: .exitCode(PDFExit.badImage),
            observing: [\.standardErrorContent]
        ) {
            let page = PDFMaking.page(width: 64, height: 32)
            let bytes = Drawing.bmp(Drawing.page(width: 64, height: 32))
            try PDFChild.run(image: Array(bytes[..<500]), pages: JSON.encode([page]))
        }
        let lines = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self).split(separator: "\n")
        #expect(lines.last?.hasPrefix("lector pdf: The image is damaged") == true, "\(lines)")
    }

    @Test func `pages that make no sense are our fault`() async {
        await #expect(processExitsWith: .exitCode(PDFExit.failed)) {
            try PDFChild.run(image: Drawing.png(Drawing.page(width: 64, height: 32)), pages: [0x5B])
        }
    }

    @Test func `the end of the lifeline ends it`() async {
        await #expect(processExitsWith: .exitCode(EngineExit.orphaned)) {
            var (lifeline, image): ([Int32], [Int32]) = ([0, 0], [0, 0])
            try #require(pipe(&lifeline) == 0 && pipe(&image) == 0)
            close(lifeline[1])
            // An image that never comes.
            dup2(image[0], STDIN_FILENO)
            PDFChild.run(lifeline: lifeline[0])
        }
    }
}

private enum PDFChild {
    static func run(image: [UInt8], pages: [UInt8]) throws {
        try put(image, on: STDIN_FILENO)
        try put([], on: STDOUT_FILENO)
        try put(pages, on: PDFProcess.pages)
        var lifeline: [Int32] = [0, 0]
        try #require(pipe(&lifeline) == 0)
        run(lifeline: lifeline[0])
    }

    static func run(lifeline: Int32) -> Never {
        let information = PDFInformation(title: nil, language: nil, producer: "Lector", created: 0)
        PDFProcess.run(information, lifeline: lifeline, memoryLimit: nil, pixelLimit: 1_000_000)
    }

    private static func put(_ bytes: [UInt8], on descriptor: Int32) throws {
        try TemporaryFile(bytes).put(on: descriptor)
    }
}
