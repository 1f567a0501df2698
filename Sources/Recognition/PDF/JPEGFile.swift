// What stands in a JPEG before its pixels.

/// Source: ISO/IEC 10918-1, B.1 and B.2; JFIF 1.02; Adobe Technical Note 5116, section 18, for APP14.
struct JPEGFile {
    private(set) var width = 0
    private(set) var height = 0
    /// The names of the components.
    private(set) var components: [Int] = []
    private(set) var resolution: Resolution?
    private var process = 0
    private var precision = 0
    /// Adobe's word on how colours are mixed; nil where it has none.
    private var transform: Int?

    private enum Marker { static let jfif = 0xE0, adobe = 0xEE, scan = 0xDA }

    /// Nil where no frame begins before the first scan.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        var offset = 2
        while let byte = reader.byte(offset), let code = reader.byte(offset + 1) {
            guard byte == 0xFF, code > 1, code < 0xFF, !(0xD0...0xD8).contains(code) else {
                offset += 1
                continue
            }
            guard code != Marker.scan, let length = reader.big16(offset + 2),
                let data = reader.slice(offset + 4..<offset + 2 + max(2, length))
            else { break }
            read(data, of: code)
            offset += 2 + length
        }
        if components.isEmpty { return nil }
    }

    /// Baseline, extended or progressive, of eight bits, grey or with colours mixed as JFIF has them.
    var isCommon: Bool {
        guard (0xC0...0xC2).contains(process), precision == 8 else { return false }
        switch components.count {
        case 1: return true
        case 3: return transform.map { $0 == 1 } ?? (components != Array("RGB".utf8).map(Int.init))
        default: return false
        }
    }

    private mutating func read(_ data: ByteReader, of code: Int) {
        switch code {
        case Marker.jfif where data.starts(with: Array("JFIF\0".utf8)): readDensity(data)
        case Marker.adobe where data.starts(with: Array("Adobe".utf8)): transform = data.byte(11)
        // SOF0 to SOF15; C4, C8 and CC are tables and reserved.
        case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(code) && components.isEmpty: readFrame(data, code)
        default: break
        }
    }

    private mutating func readDensity(_ data: ByteReader) {
        guard let unit = data.byte(7), let x = data.big16(8), let y = data.big16(10) else { return }
        switch unit {
        case 1: resolution = Resolution(x: Double(x), y: Double(y))
        case 2: resolution = Resolution(x: Double(x) * 2.54, y: Double(y) * 2.54)
        default: break
        }
    }

    private mutating func readFrame(_ data: ByteReader, _ code: Int) {
        guard let bits = data.byte(0), let lines = data.big16(1), let columns = data.big16(3), let count = data.byte(5)
        else { return }
        (process, precision, width, height) = (code, bits, columns, lines)
        components = (0..<count).compactMap { data.byte(6 + 3 * $0) }
    }
}
