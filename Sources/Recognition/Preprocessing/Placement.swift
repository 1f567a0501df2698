// Where a pixel of a changed page was on the page before: how boxes find their way back.

import Glibc

/// An affine map of points, from the pixels of a changed page to those of the page before.
struct Placement: Equatable {
    private var xx = 1.0
    private var xy = 0.0
    private var yx = 0.0
    private var yy = 1.0
    private var dx = 0.0
    private var dy = 0.0

    static let identity = Placement()

    static func scaled(x: Double, y: Double) -> Placement { Placement(xx: x, yy: y) }

    static func shifted(x: Double, y: Double) -> Placement { Placement(dx: x, dy: y) }

    /// A turn about a point, clockwise as seen on the page.
    static func turned(degrees: Double, aboutX x: Double, y: Double) -> Placement {
        let (s, c) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        return Placement(xx: c, xy: -s, yx: s, yy: c, dx: x - c * x + s * y, dy: y - s * x - c * y)
    }

    /// Undoes so many clockwise quarter turns of a page that had this size before them.
    static func quarterTurned(_ quarters: Int, width: Double, height: Double) -> Placement {
        switch quarters & 3 {
        case 1: Placement(xx: 0, xy: 1, yx: -1, yy: 0, dx: 0, dy: height)
        case 2: Placement(xx: -1, yy: -1, dx: width, dy: height)
        case 3: Placement(xx: 0, xy: -1, yx: 1, yy: 0, dx: width, dy: 0)
        default: .identity
        }
    }

    /// This map first, then the one of the step before.
    func then(_ next: Placement) -> Placement {
        Placement(
            xx: next.xx * xx + next.xy * yx,
            xy: next.xx * xy + next.xy * yy,
            yx: next.yx * xx + next.yy * yx,
            yy: next.yx * xy + next.yy * yy,
            dx: next.xx * dx + next.xy * dy + next.dx,
            dy: next.yx * dx + next.yy * dy + next.dy,
        )
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (xx * x + xy * y + dx, yx * x + yy * y + dy)
    }

    /// The upright rectangle around the box's four corners, inside a page of this size: exact after quarter turns,
    /// to a pixel after scaling, a little wide after deskewing.
    func box(_ box: Box, width: Int, height: Int) -> Box {
        let (x1, y1) = (Double(box.x), Double(box.y))
        let (x2, y2) = (x1 + Double(box.width), y1 + Double(box.height))
        let corners = [point(x1, y1), point(x2, y1), point(x1, y2), point(x2, y2)]
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let left = Self.clamp((xs.min() ?? 0).rounded(), 0, width - 1)
        let top = Self.clamp((ys.min() ?? 0).rounded(), 0, height - 1)
        let right = Self.clamp((xs.max() ?? 0).rounded(), left + 1, width)
        let bottom = Self.clamp((ys.max() ?? 0).rounded(), top + 1, height)
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }

    private static func clamp(_ value: Double, _ low: Int, _ high: Int) -> Int {
        Int(min(max(value, Double(low)), Double(max(low, high))))
    }
}

extension Page {
    /// The page with its boxes and baselines in the pixels of the page before.
    func placed(by placement: Placement, width: Int, height: Int) -> Page {
        guard placement != .identity else { return self }
        var page = self
        (page.width, page.height) = (width, height)
        page.blocks = blocks.map { block in
            var block = block
            block.box = placement.box(block.box, width: width, height: height)
            block.lines = block.lines.map { $0.placed(by: placement, width: width, height: height) }
            return block
        }
        return page
    }
}

extension Line {
    fileprivate func placed(by placement: Placement, width: Int, height: Int) -> Line {
        var line = self
        line.box = placement.box(box, width: width, height: height)
        if let baseline, baseline.count == 4 {
            let start = placement.point(Double(baseline[0]), Double(baseline[1]))
            let end = placement.point(Double(baseline[2]), Double(baseline[3]))
            line.baseline = [start.x, start.y, end.x, end.y].map { Int($0.rounded()) }
        }
        line.words = words.map { word in
            var word = word
            word.box = placement.box(word.box, width: width, height: height)
            return word
        }
        return line
    }
}
