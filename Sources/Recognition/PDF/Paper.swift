// How large a page of pixels is on paper.

/// Dots an inch; faxes have fewer of them upright than across.
struct Resolution: Equatable {
    var x: Double
    var y: Double

    /// Of a page that lies on its side.
    var turned: Resolution { Resolution(x: y, y: x) }

    func inches(of pixels: PageSize) -> Vector {
        Vector(x: Double(pixels.width) / x, y: Double(pixels.height) / y)
    }
}

/// A page's size in points (1/72 inch), and the way from its pixels to them.
struct Paper: Equatable {
    let width: Double
    let height: Double
    private let xScale: Double
    private let yScale: Double

    /// What a file states is believed where it can be: many say 72 or 96 and mean nothing by it.
    init(pixels: PageSize, stated: Resolution?) {
        let assumed = max(Self.usual, Double(max(pixels.width, pixels.height)) / Self.longSideOfA4)
        let believed = stated.flatMap { Self.isBelievable($0, of: pixels) ? $0 : nil }
        let size = (believed ?? Resolution(x: assumed, y: assumed)).inches(of: pixels) * 72
        let fit = min(1, Self.limits.upperBound / max(size.x, size.y))
        width = max(size.x * fit, Self.limits.lowerBound)
        height = max(size.y * fit, Self.limits.lowerBound)
        xScale = width / Double(pixels.width)
        yScale = height / Double(pixels.height)
    }

    /// From pixels, counted from the upper left corner, to points, counted from the lower left one.
    func point(_ pixel: Vector) -> Vector { Vector(x: pixel.x * xScale, y: height - pixel.y * yScale) }

    /// The same of a direction, which has no place.
    func direction(_ pixels: Vector) -> Vector { Vector(x: pixels.x * xScale, y: -pixels.y * yScale) }

    /// Dots an inch of a page that does not say.
    private static let usual = 150.0
    /// Inches.
    private static let longSideOfA4 = 11.69
    private static let longSideOfA3 = 16.54
    /// What ISO 32000-1, annex C, has viewers take.
    private static let limits = 3.0...14_400.0

    private static func isBelievable(_ stated: Resolution, of pixels: PageSize) -> Bool {
        guard min(stated.x, stated.y) >= 70, max(stated.x, stated.y) <= 2400 else { return false }
        let inches = stated.inches(of: pixels)
        return min(stated.x, stated.y) > 96 || max(inches.x, inches.y) <= longSideOfA3
    }
}
