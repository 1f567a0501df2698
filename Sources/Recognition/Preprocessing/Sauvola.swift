// Sauvola's threshold in one pass over the page.

import CLeptonica

/// A threshold for each pixel from the mean and the deviation around it.
///
/// By Sauvola and Pietikäinen, "Adaptive document image binarization", Pattern Recognition 33, 2000.
///
/// Leptonica's own makes whole images of means and squares first, which takes more than twice as long: too much for a
/// look at every page.
struct Sauvola {
    /// Half the side of the window in pixels; at the edges the part of it that lies on the page counts.
    var halfWindow: Int
    /// Sauvola's k: how far below the mean ink is where there is no contrast.
    var factor: Float

    /// Half the range of grey levels: a deviation cannot be larger.
    private static let mostDeviation: Float = 128

    /// The ink of an 8-bit grey image as a one-bit image of the same size; nil where there is no memory, or for another
    /// kind of image.
    func ink(of page: borrowing PageImage) -> PageImage? {
        guard page.depth == 8, let mask = PageImage(owning: pixCreate(Int32(page.width), Int32(page.height), 1))
        else { return nil }
        page.withPix { from in
            mask.withPix { to in
                guard let levels = pixGetData(from), let ink = pixGetData(to) else { return }
                let rows = Rows(
                    levels: UnsafePointer(levels),
                    stride: Int(pixGetWpl(from)),
                    width: page.width,
                    height: page.height
                )
                mark(rows, ink, stride: Int(pixGetWpl(to)))
            }
        }
        return mask
    }

    private func mark(_ page: Rows, _ ink: UnsafeMutablePointer<UInt32>, stride: Int) {
        var window = Window(width: page.width)
        for y in 0..<min(halfWindow, page.height) { window.add(page, y) }
        for y in 0..<page.height {
            if y + halfWindow < page.height { window.add(page, y + halfWindow) }
            if y > halfWindow { window.remove(page, y - halfWindow - 1) }
            mark(page, y, window, ink + y * stride)
        }
    }

    private func mark(_ page: Rows, _ y: Int, _ window: Window, _ ink: UnsafeMutablePointer<UInt32>) {
        let level = page.row(y)
        var (sum, squares): (UInt32, UInt32) = (0, 0)
        window.sums.withUnsafeBufferPointer { sums in
            window.squares.withUnsafeBufferPointer { columns in
                for x in 0..<min(halfWindow, page.width) {
                    sum += sums[x]
                    squares += columns[x]
                }
                for x in 0..<page.width {
                    if x + halfWindow < page.width {
                        sum += sums[x + halfWindow]
                        squares += columns[x + halfWindow]
                    }
                    if x > halfWindow {
                        sum -= sums[x - halfWindow - 1]
                        squares -= columns[x - halfWindow - 1]
                    }
                    let across = min(x + halfWindow, page.width - 1) - max(x - halfWindow, 0) + 1
                    if isInk(Float(level(x)), sum, squares, Float(window.rows * across)) {
                        ink[x >> 5] |= 0x8000_0000 >> UInt32(x & 31)
                    }
                }
            }
        }
    }

    /// Whether the level lies below `mean * (1 - factor * (1 - deviation / 128))`; without a root.
    @inline(__always)
    private func isInk(_ level: Float, _ sum: UInt32, _ squares: UInt32, _ count: Float) -> Bool {
        let mean = Float(sum) / count
        guard level < mean else { return false }
        let above = (level - mean * (1 - factor)) * Self.mostDeviation
        guard above >= 0 else { return true }
        let variance = Float(squares) / count - mean * mean
        let reach = factor * mean
        return above * above < reach * reach * variance
    }
}

/// The levels of an 8-bit image.
private struct Rows {
    let levels: UnsafePointer<UInt32>
    /// Words of a row.
    let stride: Int
    let width: Int
    let height: Int

    /// The level at a place of the row.
    ///
    /// The leftmost pixel of a word is its highest byte.
    @inline(__always)
    func row(_ y: Int) -> (Int) -> UInt32 {
        let row = levels + y * stride
        return { x in row[x >> 2] >> UInt32(24 - 8 * (x & 3)) & 0xFF }
    }
}

/// Sums over the rows of the window, for each column.
private struct Window {
    private(set) var sums: [UInt32]
    private(set) var squares: [UInt32]
    private(set) var rows = 0

    init(width: Int) {
        sums = [UInt32](repeating: 0, count: width)
        squares = sums
    }

    mutating func add(_ page: Rows, _ y: Int) {
        rows += 1
        change(page, y) { $0 += $1 }
    }

    mutating func remove(_ page: Rows, _ y: Int) {
        rows -= 1
        change(page, y) { $0 -= $1 }
    }

    @inline(__always)
    private mutating func change(_ page: Rows, _ y: Int, by add: (inout UInt32, UInt32) -> Void) {
        let level = page.row(y)
        sums.withUnsafeMutableBufferPointer { sums in
            squares.withUnsafeMutableBufferPointer { squares in
                for x in 0..<page.width {
                    let value = level(x)
                    add(&sums[x], value)
                    add(&squares[x], value * value)
                }
            }
        }
    }
}
