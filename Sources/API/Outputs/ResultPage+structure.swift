// What the pages of a result do not say of themselves.

import Shared

extension ResultPage.Block {
    /// Its lines, without empty ones, by paragraphs.
    var paragraphs: [[ResultPage.Line]] {
        var paragraphs: [[ResultPage.Line]] = []
        for line in lines where !line.words.isEmpty {
            if paragraphs.isEmpty || line.startsParagraph { paragraphs.append([]) }
            paragraphs[paragraphs.count - 1].append(line)
        }
        return paragraphs
    }
}

extension [ResultPage.Line] {
    /// The smallest box around all of them.
    var box: ResultBox {
        let left = map(\.box.x).min() ?? 0
        let top = map(\.box.y).min() ?? 0
        let right = map(\.box.right).max() ?? 0
        let bottom = map(\.box.bottom).max() ?? 0
        return ResultBox(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// Whether more of it is written from right to left than the other way.
    var isRightToLeft: Bool {
        var balance = 0
        for line in self {
            for word in line.words { balance += word.text.unicodeScalars.first { $0.properties.isAlphabetic }.balance }
        }
        return balance > 0
    }
}

extension Unicode.Scalar? {
    /// 1 for the scripts that are written from right to left, -1 for the others.
    fileprivate var balance: Int {
        guard let self else { return 0 }
        switch self.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF: return 1
        default: return -1
        }
    }
}

/// The line that the letters of a line stand on, in the direction of reading.
struct Baseline: Equatable {
    let x1, y1, x2, y2: Int

    /// Nil where it is not known.
    init?(_ line: ResultPage.Line) {
        guard let points = line.baseline, points.count == 4 else { return nil }
        (x1, y1, x2, y2) = (points[0], points[1], points[2], points[3])
    }

    /// How the text is turned, in quarters counterclockwise: 0 for text that is upright.
    var quarters: Int {
        let (across, down) = (x2 - x1, y2 - y1)
        if abs(across) >= abs(down) { return across >= 0 ? 0 : 2 }
        return down < 0 ? 1 : 3
    }
}
