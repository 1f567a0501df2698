// The main of a child that makes one searchable PDF: an image and its stored pages in, a file out, and it ends.

import Glibc

/// What the PDF says of itself.
package struct PDFInformation: Sendable {
    package var title: String?
    /// A BCP 47 tag.
    package var language: String?
    /// The program, with its version.
    package var producer: String
    /// Seconds since 1970.
    package var created: Int

    package init(title: String?, language: String?, producer: String, created: Int) {
        (self.title, self.language, self.producer, self.created) = (title, language, producer, created)
    }
}

package enum PDFProcess {
    /// The descriptor of the stored pages: the JSON of `[Page]`.
    ///
    /// The image comes on standard input, the PDF goes to standard output.
    package static let pages: Int32 = 3

    /// The most bytes of a PDF: a thousand pages of photographs packed again might fill the disk.
    private static let fileLimit: UInt64 = 1 << 30

    /// Blocks until the process ends.
    /// - Parameters:
    ///   - information: what the PDF says of itself.
    ///   - lifeline: the read end of a pipe whose write end only the parent holds.
    ///   - memoryLimit: bytes for `RLIMIT_DATA`; nil for no limit.
    ///   - pixelLimit: the most pixels of a page.
    package static func run(
        _ information: PDFInformation,
        lifeline: Int32,
        memoryLimit: UInt64?,
        pixelLimit: Int
    ) -> Never {
        ProcessLimits.startLifeline(lifeline)
        ProcessLimits.beFirstToBeKilled()
        ProcessLimits.limit(memory: memoryLimit)
        ProcessLimits.limit(fileSize: fileLimit)
        PixMemory.install()
        Leptonica.quieten()
        do throws(PDFFailure) {
            let image = try readAll(STDIN_FILENO)
            let stored = try readAll(pages)
            let document = PDFDocument(image: image, pixelLimit: pixelLimit, information: information)
            try document.write(Self.decoded(stored), to: STDOUT_FILENO)
            exit(PDFExit.success)
        } catch {
            let line = Array("lector pdf: \(error.message)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
            exit(error.exitCode)
        }
    }

    private static func decoded(_ stored: [UInt8]) throws(PDFFailure) -> [Page] {
        do {
            return try JSON.decode([Page].self, from: stored)
        } catch {
            throw .failed("the stored pages make no sense")
        }
    }

    /// A whole file.
    private static func readAll(_ descriptor: Int32) throws(PDFFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("read") }
            bytes += buffer[..<count]
        }
    }
}
