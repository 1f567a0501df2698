// The one owner of a loaded Tesseract.

import CLeptonica
import CTesseract

/// Why no engine could be loaded.
package enum EngineStartError: Error, Equatable {
    case noLanguages
    /// Not a name that traineddata files have.
    case invalidLanguage(String)
    /// Tesseract refused: a traineddata file is absent or broken.
    case notLoaded(languages: [String], folder: String)
}

/// One loaded Tesseract with its languages.
///
/// Not thread-safe: use it from one place only.
struct Tesseract: ~Copyable {
    private let handle: OpaquePointer

    /// Loads the traineddata, about 50 ms a language of the fast kind.
    init(languages: [String], folder: String) throws(EngineStartError) {
        guard !languages.isEmpty else { throw .noLanguages }
        if let bad = languages.first(where: { !Traineddata.isValid(name: $0) }) { throw .invalidLanguage(bad) }
        guard let handle = TessBaseAPICreate() else { throw .notLoaded(languages: languages, folder: folder) }
        // Otherwise Tesseract writes about every odd page on standard error.
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        guard TessBaseAPIInit3(handle, folder, languages.joined(separator: "+")) == 0 else {
            TessBaseAPIDelete(handle)
            throw .notLoaded(languages: languages, folder: folder)
        }
        // Without an image this only complains, which opens the file for messages now rather than during a page.
        TessBaseAPIRecognize(handle, nil)
        self.handle = handle
    }

    deinit {
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    static var version: String { String(cString: TessVersion()) }

    /// The languages loaded, with those that another one brought along.
    borrowing func loadedLanguages() -> [String] {
        guard let list = TessBaseAPIGetLoadedLanguagesAsVector(handle) else { return [] }
        defer { TessDeleteTextArray(list) }
        var names: [String] = []
        var next = list
        while let name = next.pointee {
            names.append(String(cString: name))
            next += 1
        }
        return names
    }

    /// Allows only these characters from now on; nil for any.
    borrowing func read(only characters: String?) {
        TessBaseAPISetVariable(handle, "tessedit_char_whitelist", characters ?? "")
    }

    /// Reads one page.
    ///
    /// Blocks the calling thread for as long as that takes, often seconds.
    ///
    /// The page before leaves no trace: what Tesseract learned from it is dropped.
    /// - Parameters:
    ///   - image: the page, upright.
    ///   - pageSegmentation: Tesseract's mode.
    ///   - deadline: checked between words; finding the layout, before them, is not interrupted.
    ///   - progress: called on this thread with 0 to 1.
    /// - Returns: nil where the deadline passed.
    /// - Throws: `.outOfMemory`, or `.engine` where Tesseract fails.
    borrowing func read(
        _ image: borrowing PageImage,
        pageSegmentation: Int,
        deadline: ContinuousClock.Instant,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> PageText? {
        guard let monitor = Monitor(deadline: deadline, progress: progress) else { throw .outOfMemory }
        TessBaseAPISetPageSegMode(handle, TessPageSegMode(rawValue: UInt32(pageSegmentation)))
        PixMemory.insideTesseract { image.withPix { TessBaseAPISetImage2(handle, $0) } }
        defer {
            TessBaseAPIClear(handle)
            TessBaseAPIClearAdaptiveClassifier(handle)
        }
        let status = PixMemory.insideTesseract { monitor.withHandle { TessBaseAPIRecognize(handle, $0) } }
        guard status == 0 else {
            guard ContinuousClock.now >= deadline else { throw .engine }
            return nil
        }
        return PageText(TessBaseAPIGetIterator(handle), width: image.width, height: image.height)
    }
}
