// The first look at a page: where its letters are and how high they are; and, where it is asked for, whether its lines
// are level.

import CLeptonica

/// The marks on a page that have the size of letters.
///
/// What is read can be held against them: a page whose marks were not read was not read, however sure Tesseract is of
/// the rest.
struct Glyphs {
    /// Centres in pixels of the page.
    private(set) var centres: [(x: Double, y: Double)] = []
    /// The height that half of the ink's marks have, weighted by height, in pixels of the page; nil for none.
    private(set) var height: Double?
    /// False on an empty page.
    private(set) var hasInk = false

    /// The page is looked at with about this many pixels, where it has more: enough for print of 8 points on a page of
    /// paper, and about 25 ms.
    private static let pixels = 1_000_000.0
    /// Marks lower than this are specks.
    private static let leastHeight: Int32 = 4
    /// Letters of one page, from `.` left out to capitals, in shares of their usual height.
    private static let heights = 0.5...2.5
    /// The largest skew that is looked for, in degrees.
    private static let mostSkew: Float = 20
    /// Skew below this many degrees costs Tesseract nothing.
    private static let leastSkew = 0.5
    /// Leptonica's confidence in a skew, a ratio of scores; its manual calls 3 and more sure.
    private static let sureSkew: Float = 3

    init() {}

    /// - Parameter image: grey or one-bit, dark on light.
    init(on image: borrowing PageImage) {
        let factor = Self.factor(of: image)
        guard let ink = Self.ink(of: image, factor: factor) else { return }
        hasInk = Ink.share(of: ink) > 0
        let all = Self.marks(of: ink)
        let outside = Self.erasePictures(in: ink) ? Self.marks(of: ink) : all
        // Where a frame makes the whole page a picture, it is none.
        let marks = outside.isEmpty ? all : outside
        guard let usual = Self.usualHeight(of: marks) else { return }
        height = usual / factor
        for mark in marks where Self.heights.contains(Double(mark.height) / usual) {
            let (x, y) = (Double(mark.x) + Double(mark.width) / 2, Double(mark.y) + Double(mark.height) / 2)
            centres.append((x / factor, y / factor))
        }
    }

    /// The angle in degrees, clockwise, that makes the lines of a page level; 0 where none is sure.
    ///
    /// Takes another look at the page: only those that read badly need it.
    static func skew(on image: borrowing PageImage) -> Double {
        guard let ink = ink(of: image, factor: factor(of: image)) else { return 0 }
        _ = erasePictures(in: ink)
        return skew(of: ink)
    }

    /// Share of the letters that lie in one of the boxes, 0 to 1; 1 where there are none.
    func share(in boxes: [Box]) -> Double {
        guard !centres.isEmpty else { return 1 }
        let read = centres.count { centre in
            boxes.contains { box in
                Double(box.x) <= centre.x && centre.x <= Double(box.x + box.width)
                    && Double(box.y) <= centre.y && centre.y <= Double(box.y + box.height)
            }
        }
        return Double(read) / Double(centres.count)
    }

    /// The upper left corner of the square that holds most letters, among a few.
    func densest(side: Double, size: PageSize) -> (x: Double, y: Double) {
        let across = max(0, Double(size.width) - side)
        let down = max(0, Double(size.height) - side)
        let corners = (0..<25).map { (x: across * Double($0 % 5) / 4, y: down * Double($0 / 5) / 4) }
        let counts = corners.map { corner in
            centres.count { 0..<side ~= $0.x - corner.x && 0..<side ~= $0.y - corner.y }
        }
        let most = counts.indices.max { counts[$0] < counts[$1] }
        return most.map { corners[$0] } ?? (0, 0)
    }

    private static func factor(of image: borrowing PageImage) -> Double {
        let area = Double(image.width * image.height)
        return area > pixels ? (pixels / area).squareRoot() : 1
    }

    private static func ink(of image: borrowing PageImage, factor: Double) -> PageImage? {
        guard factor < 1 else {
            guard let mask = Ink.mask(of: image) else { return nil }
            // Pictures are erased from it: it must not be the page itself.
            return PageImage(owning: mask.withPix { pixCopy(nil, $0) })
        }
        let isBinary = image.depth == 1
        let reduced = image.withPix {
            isBinary ? pixScaleToGray($0, Float(factor)) : pixScaleAreaMap($0, Float(factor), Float(factor))
        }
        guard let reduced = PageImage(owning: reduced) else { return nil }
        return Ink.mask(of: reduced)
    }

    /// Photographs and screens of dots are full of marks that nobody reads.
    /// - Returns: whether there were any.
    private static func erasePictures(in ink: borrowing PageImage) -> Bool {
        var found: Int32 = 0
        let mask = PageImage(owning: ink.withPix { pixGenerateHalftoneMask($0, nil, &found, nil) })
        guard found != 0, let mask else { return false }
        ink.withPix { pix in mask.withPix { _ = pixSubtract(pix, pix, $0) } }
        return true
    }

    private static func marks(of ink: borrowing PageImage) -> [Box] {
        var boxes = ink.withPix { pixConnCompBB($0, 8) }
        defer { boxaDestroy(&boxes) }
        let tallest = max(2 * leastHeight, Int32(ink.height) / 2)
        return (0..<boxaGetCount(boxes)).compactMap { index in
            var (x, y, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height) == 0 else { return nil }
            // Rules are longer, and so are words whose letters touch; pictures are taller.
            guard (leastHeight...tallest).contains(height), width < 6 * height, height < 6 * width + 6 else {
                return nil
            }
            return Box(x: Int(x), y: Int(y), width: Int(width), height: Int(height))
        }
    }

    private static func usualHeight(of marks: [Box]) -> Double? {
        let sorted = marks.map(\.height).sorted()
        let half = sorted.reduce(0, +) / 2
        var sum = 0
        for height in sorted {
            sum += height
            if sum >= half { return Double(height) }
        }
        return nil
    }

    private static func skew(of ink: borrowing PageImage) -> Double {
        var (degrees, confidence): (Float, Float) = (0, 0)
        let result = ink.withPix {
            pixFindSkewSweepAndSearch($0, &degrees, &confidence, 2, 2, mostSkew, 1, 0.01)
        }
        guard result == 0, confidence >= sureSkew, abs(Double(degrees)) >= leastSkew else { return 0 }
        return Double(degrees)
    }
}
