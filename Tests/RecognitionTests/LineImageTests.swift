// The images of lines as Tesseract keeps them: not packed, and the same pixels.

import CInterposed
import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct LineImageTests {
    @Test(arguments: [1, 8, 32])
    func `what is kept as a PNG comes back as it was`(depth: Int) throws {
        let page = Drawing.page(width: 640, height: 96)
        let image = try page.transformed {
            depth == 32 ? pixConvertTo32($0) : depth == 8 ? pixClone($0) : pixConvertTo1($0, 128)
        }
        let kept = image.encoded { pixWriteMem($0, $1, $2, Int32(IFF_PNG)) }
        #expect(kept.starts(with: Array("spix".utf8)))
        let back = try image.transformed { _ in pixReadMem(kept, kept.count) }
        var isEqual: Int32 = 0
        image.withPix { before in back.withPix { _ = pixEqual(before, $0, &isEqual) } }
        #expect(isEqual == 1)
        #expect(back.depth == depth)
    }

    @Test func `other formats are Leptonica's`() throws {
        let page = Drawing.page(width: 64, height: 32)
        let bmp = page.encoded { pixWriteMem($0, $1, $2, Int32(IFF_BMP)) }
        #expect(bmp == Drawing.bmp(page))
    }
}
