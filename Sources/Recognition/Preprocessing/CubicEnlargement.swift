// Enlarging by cubic convolution.

import CLeptonica

/// Makes a grey image larger with edges that stay sharp: small print enlarged by straight lines is a blur.
///
/// By Keys, "Cubic convolution interpolation for digital image processing", IEEE Transactions on Acoustics, Speech and
/// Signal Processing 29, 1981, with a = -0.5. Leptonica enlarges by linear interpolation only.
struct CubicEnlargement {
    let factor: Double

    /// Nil for another kind of image than 8-bit grey, or where there is no memory.
    func apply(to image: borrowing PageImage) -> PageImage? {
        let width = Int((Double(image.width) * factor).rounded())
        let height = Int((Double(image.height) * factor).rounded())
        guard image.depth == 8, !image.hasColormap, width > 0, height > 0,
            let larger = PageImage(owning: pixCreateNoInit(Int32(width), Int32(height), 8))
        else { return nil }
        image.withPix { from in
            larger.withPix { to in
                pixCopyResolution(to, from)
                pixScaleResolution(to, Float(factor), Float(factor))
                guard let source = pixGetData(from), let target = pixGetData(to) else { return }
                let rows = SourceRows(
                    words: UnsafePointer(source),
                    stride: Int(pixGetWpl(from)),
                    width: Int(pixGetWidth(from)),
                    height: Int(pixGetHeight(from)),
                    taps: Self.taps(from: Int(pixGetWidth(from)), to: width, factor)
                )
                Self.fill(target, stride: Int(pixGetWpl(to)), rows, Self.taps(from: rows.height, to: height, factor))
            }
        }
        return larger
    }

    /// Where a pixel of the larger image comes from along one axis: four neighbours and their weights.
    fileprivate struct Taps {
        var places: SIMD4<Int32>
        var weights: SIMD4<Float>
    }

    private static func taps(from source: Int, to target: Int, _ factor: Double) -> [Taps] {
        (0..<target).map { index in
            let centre = (Double(index) + 0.5) / factor - 0.5
            let first = Int(centre.rounded(.down))
            let t = Float(centre - Double(first))
            let places = SIMD4(Int32(first - 1), Int32(first), Int32(first + 1), Int32(first + 2))
            return Taps(
                places: places.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: Int32(source - 1))),
                weights: SIMD4(
                    ((-0.5 * t + 1) * t - 0.5) * t,
                    (1.5 * t - 2.5) * t * t + 1,
                    ((-1.5 * t + 2) * t + 0.5) * t,
                    (0.5 * t - 0.5) * t * t
                )
            )
        }
    }

    /// Each row of the larger image out of four that are stretched already.
    private static func fill(_ target: UnsafeMutablePointer<UInt32>, stride: Int, _ rows: SourceRows, _ taps: [Taps]) {
        var stretched = StretchedRows(rows)
        for (y, tap) in taps.enumerated() {
            stretched.need(through: Int(tap.places.max()))
            stretched.combine(tap, into: target + y * stride)
        }
    }
}

/// The rows of the smaller image.
private struct SourceRows {
    /// The leftmost pixel in the highest byte of the first word.
    let words: UnsafePointer<UInt32>
    let stride: Int
    let width: Int
    let height: Int
    let taps: [CubicEnlargement.Taps]

    /// A row as long as the larger image's are.
    func stretched(_ y: Int, into output: inout [Float], _ levels: inout [Float]) {
        let row = words + y * stride
        for x in 0..<width { levels[x] = Float(row[x >> 2] >> UInt32(24 - 8 * (x & 3)) & 0xFF) }
        levels.withUnsafeBufferPointer { levels in
            taps.withUnsafeBufferPointer { taps in
                output.withUnsafeMutableBufferPointer { output in
                    for x in 0..<taps.count {
                        let (places, weights) = (taps[x].places, taps[x].weights)
                        output[x] =
                            levels[Int(places[0])] * weights[0] + levels[Int(places[1])] * weights[1]
                            + levels[Int(places[2])] * weights[2] + levels[Int(places[3])] * weights[3]
                    }
                }
            }
        }
    }
}

/// The last four rows that were stretched.
private struct StretchedRows {
    private let source: SourceRows
    private var rows: [[Float]]
    private var levels: [Float]
    private var next = 0

    init(_ source: SourceRows) {
        self.source = source
        rows = Array(repeating: Array(repeating: 0, count: source.taps.count), count: 4)
        levels = Array(repeating: 0, count: source.width)
    }

    mutating func need(through last: Int) {
        while next <= last {
            source.stretched(next, into: &rows[next & 3], &levels)
            next += 1
        }
    }

    func combine(_ tap: CubicEnlargement.Taps, into target: UnsafeMutablePointer<UInt32>) {
        func row(_ index: Int) -> [Float] { rows[Int(tap.places[index]) & 3] }
        let weights = tap.weights
        row(0).withUnsafeBufferPointer { first in
            row(1).withUnsafeBufferPointer { second in
                row(2).withUnsafeBufferPointer { third in
                    row(3).withUnsafeBufferPointer { fourth in
                        var word: UInt32 = 0
                        for x in 0..<first.count {
                            let level =
                                first[x] * weights[0] + second[x] * weights[1] + third[x] * weights[2]
                                + fourth[x] * weights[3]
                            word = word << 8 | UInt32(min(max(level, 0), 255) + 0.5)
                            if x & 3 == 3 { target[x >> 2] = word }
                        }
                        let rest = first.count & 3
                        if rest > 0 { target[first.count >> 2] = word << UInt32(8 * (4 - rest)) }
                    }
                }
            }
        }
    }
}
