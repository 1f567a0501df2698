// Points and directions of a plane.

struct Vector: Equatable {
    var x: Double
    var y: Double

    var length: Double { (x * x + y * y).squareRoot() }
    /// One long; the vector itself must not be zero.
    var unit: Vector { Vector(x: x / length, y: y / length) }

    func dot(_ other: Vector) -> Double { x * other.x + y * other.y }

    static func + (left: Vector, right: Vector) -> Vector { Vector(x: left.x + right.x, y: left.y + right.y) }
    static func * (vector: Vector, factor: Double) -> Vector { Vector(x: vector.x * factor, y: vector.y * factor) }
}
