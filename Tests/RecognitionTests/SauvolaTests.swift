import CLeptonica
import Testing

@testable import Recognition

@Suite struct SauvolaTests {
    private struct NoMemory: Error {}

    private func ink(of page: borrowing PageImage) throws -> PageImage {
        guard let ink = Sauvola(halfWindow: 25, factor: 0.2).ink(of: page) else { throw NoMemory() }
        return ink
    }

    /// Pixels in which two one-bit images differ, without a margin.
    private func differences(_ one: borrowing PageImage, _ other: borrowing PageImage, margin: Int) -> Int {
        var count = 0
        one.withPix { one in
            other.withPix { other in
                for y in margin..<Int(pixGetHeight(one)) - margin {
                    for x in margin..<Int(pixGetWidth(one)) - margin {
                        var (a, b): (UInt32, UInt32) = (0, 0)
                        pixGetPixel(one, Int32(x), Int32(y), &a)
                        pixGetPixel(other, Int32(x), Int32(y), &b)
                        if a != b { count += 1 }
                    }
                }
            }
        }
        return count
    }

    @Test func `finds the same ink as Leptonica`() throws {
        let page = Drawing.page(["The quick brown fox", "jumps over the lazy dog"], width: 701, height: 301)
        let ours = try ink(of: page)
        var pix: UnsafeMutablePointer<PIX>?
        page.withPix { _ = pixSauvolaBinarize($0, 25, 0.2, 1, nil, nil, nil, &pix) }
        guard let theirs = PageImage(owning: pix) else { throw NoMemory() }
        #expect(Ink.share(of: ours) > 0.005)
        // Theirs rounds the means to whole levels, and mirrors the page beyond its edges.
        #expect(differences(ours, theirs, margin: 25) < 100)
    }

    @Test func `a page without contrast has no ink`() throws {
        let ours = try ink(of: Drawing.blank(width: 33, height: 200))
        #expect(Ink.share(of: ours) == 0)
    }

    @Test func `a page smaller than the window is looked at too`() throws {
        let page = Drawing.blank(width: 40, height: 30)
        page.withPix { pix in
            for x in 10..<30 { pixSetPixel(pix, Int32(x), 15, 0) }
        }
        #expect(Ink.share(of: try ink(of: page)) > 0)
        _ = try ink(of: Drawing.blank(width: 1, height: 1))
    }
}
