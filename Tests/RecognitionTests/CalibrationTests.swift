// Confidences as shares of right words.

import Testing

@testable import Recognition

@Suite(.offThePool) struct CalibrationTests {
    @Test func `more confidence never means a smaller share`() {
        let shares = (0...1000).map { Calibration.share(rightAt: Double($0) / 1000) }
        #expect(shares == shares.sorted())
        #expect(shares.allSatisfy { (0...1).contains($0) })
        #expect(Calibration.share(rightAt: -1) == shares.first)
        #expect(Calibration.share(rightAt: 2) == shares.last)
    }

    @Test func `a result's confidences are calibrated, and Tesseract's own where nothing else is done either`() throws {
        let recognizer = try Reading.recognizer()
        let image = Drawing.png(Drawing.page())
        let own = try recognizer.recognize(image, request: Reading.request(.none))
        let raw = own.pages.flatMap(\.blocks).flatMap(\.lines).flatMap(\.words).map(\.confidence)
        for way in [Preprocessing.auto, .threshold] {
            let read = try recognizer.recognize(image, request: Reading.request(way))
            let words = read.pages.flatMap(\.blocks).flatMap(\.lines).flatMap(\.words)
            let mean = words.map(\.confidence).reduce(0, +) / Double(words.count)
            #expect(abs(read.summary.confidence - mean) < 0.001)
            if way == .auto { #expect(words.map(\.confidence) == raw.map { Calibration.share(rightAt: $0) }) }
        }
    }
}
