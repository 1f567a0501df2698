// Why there is no PDF, in one line, and what the process then ends with.

import Glibc

/// How the process that makes a PDF ends, when it is not killed.
package enum PDFExit {
    package static let success: Int32 = 0
    /// The image cannot be decoded, or has other pages than those stored (`EX_DATAERR`).
    package static let badImage: Int32 = 65
    /// Anything else (`EX_SOFTWARE`).
    package static let failed: Int32 = 70
}

struct PDFFailure: Error {
    var message: String
    var exitCode: Int32

    static let otherPages = Self(message: "the image has other pages than those stored", exitCode: PDFExit.badImage)
    static let noPage = Self(message: "no page of the image was read", exitCode: PDFExit.badImage)
    static let noMemory = Self(message: "no memory", exitCode: PDFExit.failed)

    static func failed(_ message: String) -> Self { Self(message: message, exitCode: PDFExit.failed) }

    /// The system call that just failed.
    static func last(_ call: String) -> Self { .failed("\(call): \(String(cString: strerror(errno)))") }

    init(message: String, exitCode: Int32) {
        (self.message, self.exitCode) = (message, exitCode)
    }

    init(_ failure: RecognitionFailure) {
        switch failure.code {
        case .invalidImage, .imageTooLarge, .noSuchPage: self.init(message: failure.message, exitCode: PDFExit.badImage)
        case .outOfMemory: self = .noMemory
        case .timeout, .engine: self = .failed(failure.message)
        }
    }
}
