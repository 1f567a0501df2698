// Enlarging: the right size, the right place, and nothing new where nothing was.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct CubicEnlargementTests {
    private func enlarged(_ page: borrowing PageImage, by factor: Double) throws -> PageImage {
        guard let larger = CubicEnlargement(factor: factor).apply(to: page) else { throw RecognitionFailure.engine }
        return larger
    }

    @Test(arguments: [1.5, 2.0, 2.7, 5.0])
    func `an even page stays even`(factor: Double) throws {
        for (width, height) in [(13, 7), (1, 1), (4, 2), (5, 3)] {
            let page = Drawing.blank(width: width, height: height)
            page.withPix { _ = pixSetAllArbitrary($0, 200) }
            let larger = try enlarged(page, by: factor)
            #expect(larger.width == Int((Double(width) * factor).rounded()))
            #expect(larger.height == Int((Double(height) * factor).rounded()))
            var levels: Set<UInt32> = []
            for y in 0..<larger.height { for x in 0..<larger.width { levels.insert(larger.pixel(x, y)) } }
            #expect(levels == [200])
        }
    }

    @Test func `a slope stays straight, at its place`() throws {
        let page = Drawing.blank(width: 40, height: 6)
        page.withPix { pix in
            for y in 0..<6 { for x in 0..<40 { _ = pixSetPixel(pix, Int32(x), Int32(y), UInt32(20 + 5 * x)) } }
        }
        let larger = try enlarged(page, by: 3)
        // The centre of pixel x of the larger page is at (x + 0.5) / 3 - 0.5 of the smaller.
        var furthest = 0.0
        for x in 6..<114 {
            let expected = 20 + 5 * ((Double(x) + 0.5) / 3 - 0.5)
            furthest = max(furthest, abs(Double(larger.pixel(x, 9)) - expected))
        }
        #expect(furthest <= 0.51)
    }

    @Test func `an edge is steeper than by straight lines, and stays within black and white`() throws {
        let page = Drawing.blank(width: 20, height: 4)
        page.withPix { pix in
            for y in 0..<4 { for x in 0..<10 { _ = pixSetPixel(pix, Int32(x), Int32(y), 0) } }
        }
        let cubic = try enlarged(page, by: 4)
        let linear = try page.transformed { pixScaleGrayLI($0, 4, 4) }
        func width(_ image: borrowing PageImage) -> Int {
            (0..<image.width).count { (30...225).contains(image.pixel($0, 8)) }
        }
        let (narrow, wide) = (width(cubic), width(linear))
        #expect(narrow < wide)
    }

    @Test func `an image that is not grey is left to others`() throws {
        let colour = try Drawing.blank(width: 8, height: 8).transformed { pixConvertTo32($0) }
        let none = CubicEnlargement(factor: 2).apply(to: colour) == nil
        #expect(none)
    }
}
