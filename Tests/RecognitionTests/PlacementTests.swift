// Boxes find their way back to the page before.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct PlacementTests {
    @Test(arguments: 1...3)
    func `a quarter turn is undone exactly`(quarters: Int) throws {
        let page = Drawing.blank(width: 40, height: 30)
        page.withPix { _ = pixSetPixel($0, 7, 4, 0) }
        let turned = try Pipeline([TurnStep(quarters: quarters)]).run(page)
        let found = Self.dark(turned.image)
        let dark = try #require(found)
        let box = turned.placement.box(dark, width: 40, height: 30)
        #expect(box == Recognition.Box(x: 7, y: 4, width: 1, height: 1))
    }

    @Test func `scaling and a border are undone`() throws {
        let page = Drawing.blank(width: 100, height: 60)
        page.withPix { pix in
            for x: Int32 in 20..<30 { for y: Int32 in 10..<16 { pixSetPixel(pix, x, y, 0) } }
        }
        let prepared = try Pipeline([ScaleStep(factor: 3), BorderStep()]).run(page)
        let found = Self.dark(prepared.image)
        let dark = try #require(found)
        let box = prepared.placement.box(dark, width: 100, height: 60)
        #expect(abs(box.x - 20) <= 1 && abs(box.y - 10) <= 1)
        #expect(abs(box.width - 10) <= 1 && abs(box.height - 6) <= 1)
    }

    @Test(arguments: [-8.0, 5.0])
    func `deskewing is undone to a few pixels`(degrees: Double) throws {
        let page = Drawing.blank(width: 400, height: 300)
        page.withPix { pix in
            for x: Int32 in 300..<306 { for y: Int32 in 200..<206 { pixSetPixel(pix, x, y, 0) } }
        }
        let turned = try Pipeline([DeskewStep(degrees: degrees)]).run(page)
        let found = Self.dark(turned.image)
        let dark = try #require(found)
        let box = turned.placement.box(dark, width: 400, height: 300)
        #expect(abs(box.x - 300) <= 3 && abs(box.y - 200) <= 3)
        #expect(box.width <= 14 && box.height <= 14)
    }

    /// The rectangle of all dark pixels.
    private static func dark(_ image: borrowing PageImage) -> Recognition.Box? {
        var (left, top, right, bottom) = (Int.max, Int.max, -1, -1)
        for y in 0..<image.height {
            for x in 0..<image.width where image.pixel(x, y) < 128 {
                (left, top, right, bottom) = (min(left, x), min(top, y), max(right, x), max(bottom, y))
            }
        }
        return right < 0 ? nil : Recognition.Box(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
