// Which steps run, and what they do to a page.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct PreprocessingTests {
    @Test func `a clean grey page is left alone`() throws {
        #expect(try steps(.auto, Drawing.page()) == [])
        #expect(try steps(.auto, Drawing.bigPage()) == [])
        #expect(try steps(.none, Drawing.page()) == [])
    }

    @Test func `colour becomes grey unless the pixels are to stay as they are`() throws {
        let colour = { try Drawing.page().transformed { pixConvertTo32($0) } }
        #expect(try steps(.auto, colour()) == ["grey"])
        #expect(try steps(.none, colour()) == [])
    }

    @Test func `a JPEG says that it was read as grey`() throws {
        let summary = try Reading.recognizer()
            .recognize(Drawing.jpeg(Drawing.page()), request: Reading.request()).summary
        #expect(summary.preprocessing == ["grey"])
    }

    @Test func `salt and pepper is taken off`() throws {
        let page = Drawing.page()
        page.salted(everyth: 20)
        #expect(try steps(.none, page) == [])
        let noisy = Drawing.page()
        noisy.salted(everyth: 20)
        let prepared = try Pipeline(.auto, orientation: 1).run(noisy)
        #expect(prepared.steps == ["denoise"])
        var statistics = PageStatistics()
        #expect(statistics.speckleShare(of: prepared.image) < 0.01)
    }

    @Test func `a shadow is lifted`() throws {
        let page = Drawing.page()
        page.shaded(darkest: 90)
        let prepared = try Pipeline(.auto, orientation: 1).run(page)
        #expect(prepared.steps == ["even"])
        var statistics = PageStatistics()
        #expect(statistics.backgroundRange(of: prepared.image).lowerBound > 180)
    }

    @Test func `a threshold leaves ink and paper`() throws {
        let prepared = try Pipeline(.threshold, orientation: 1).run(Drawing.page())
        #expect(prepared.steps == ["threshold"])
        #expect(prepared.image.depth == 1)
        let speck = try Pipeline(.threshold, orientation: 1).run(Drawing.page(width: 30, height: 30))
        #expect(speck.steps == [])
    }

    @Test(arguments: [Preprocessing.none, .auto])
    func `transparent is white`(mode: Preprocessing) throws {
        let page = try Drawing.page().transformed { pixConvertTo32($0) }
        // Black everywhere; what was paper is transparent.
        let alpha = try Drawing.page().transformed { pixInvert(nil, $0) }
        page.withPix { pix in
            pixSetAllArbitrary(pix, 0)
            alpha.withPix { _ = pixSetRGBComponent(pix, $0, Int32(L_ALPHA_CHANNEL)) }
            pixSetSpp(pix, 4)
        }
        #expect(try Reading.text(Drawing.png(page), mode) == Drawing.sentence)
    }

    @Test(arguments: 1...8)
    func `every orientation is turned upright`(orientation: Int) throws {
        let stored = try Self.stored(Drawing.page(), orientation: orientation)
        let jpeg = Drawing.jpeg(Drawing.jpeg(stored), orientation: UInt8(orientation))
        let recognizer = try Reading.recognizer()
        for mode in [Preprocessing.none, .auto] {
            let (summary, pages) = try recognizer.recognize(jpeg, request: Reading.request(mode))
            #expect(summary.text == Drawing.sentence)
            #expect(pages.map { [$0.width, $0.height] } == [[1400, 300]])
            #expect([summary.width, summary.height] == (orientation > 4 ? [300, 1400] : [1400, 300]))
        }
    }

    /// The page as a camera held that way stores it: by EXIF's own words, where the first row and column of the stored
    /// image are in the scene.
    private static func stored(_ page: consuming PageImage, orientation: Int) throws -> PageImage {
        let (width, height) = (page.width, page.height)
        let turned = orientation > 4
        let image = Drawing.blank(width: turned ? height : width, height: turned ? width : height)
        for y in 0..<image.height {
            for x in 0..<image.width {
                let scene =
                    switch orientation {
                    case 1: (x, y)
                    case 2: (width - 1 - x, y)
                    case 3: (width - 1 - x, height - 1 - y)
                    case 4: (x, height - 1 - y)
                    case 5: (y, x)
                    case 6: (width - 1 - y, x)
                    case 7: (width - 1 - y, height - 1 - x)
                    default: (y, height - 1 - x)
                    }
                let value = page.pixel(scene.0, scene.1)
                image.withPix { _ = pixSetPixel($0, Int32(x), Int32(y), value) }
            }
        }
        return image
    }

    private func steps(_ mode: Preprocessing, _ image: consuming PageImage) throws -> [String] {
        try Pipeline(mode, orientation: 1).run(image).steps
    }
}
