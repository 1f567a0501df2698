// What stands in a JPEG before its pixels.

/// Source: ISO/IEC 10918-1, B.1 and B.2; JFIF 1.02; Adobe Technical Note 5116, section 18, for APP14.
struct JPEGFile {
    private(set) var width = 0
    private(set) var height = 0
    /// The names of the components.
    private(set) var components: [Int] = []
    private(set) var resolution: Resolution?
    private var frames = 0
    private var process = 0
    private var precision = 0
    /// Adobe's word on how colours are mixed; nil where it has none.
    private var transform: Int?

    private enum Marker { static let jfif = 0xE0, adobe = 0xEE, scan = 0xDA, end = 0xD9 }

    /// Nil where no frame is whole before the first scan, or a segment before it is not.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        var offset = 2
        while let code = Self.nextMarker(reader, &offset), code != Marker.end {
            if code == Marker.scan {
                if frames == 0 { return nil }
                return
            }
            guard let length = reader.big16(offset), length >= 2,
                let data = reader.slice(offset + 2..<offset + length)
            else { return nil }
            read(data, of: code)
            offset += length
        }
        return nil
    }

    /// Baseline, extended or progressive, of eight bits, grey or with colours mixed as JFIF has them.
    ///
    /// Of two frames one decoder takes the first, another the last, a third none.
    var isCommon: Bool {
        guard frames == 1, (0xC0...0xC2).contains(process), precision == 8 else { return false }
        switch components.count {
        case 1: return true
        case 3: return transform.map { $0 == 1 } ?? (components != Array("RGB".utf8).map(Int.init))
        default: return false
        }
    }

    /// The next marker that begins a segment, leaving the offset behind it.
    ///
    /// Bytes between segments are skipped, as libjpeg does.
    private static func nextMarker(_ reader: ByteReader, _ offset: inout Int) -> Int? {
        while let byte = reader.byte(offset), let code = reader.byte(offset + 1) {
            if byte == 0xFF, !standsAlone(code) {
                offset += 2
                return code
            }
            offset += 1
        }
        return nil
    }

    /// Stuffing, fill bytes, TEM, restarts and start of image have no segment behind them.
    private static func standsAlone(_ code: Int) -> Bool {
        code < 2 || code == 0xFF || (0xD0...0xD8).contains(code)
    }

    private mutating func read(_ data: ByteReader, of code: Int) {
        switch code {
        case Marker.jfif where data.starts(with: Array("JFIF\0".utf8)): readDensity(data)
        case Marker.adobe where data.starts(with: Array("Adobe".utf8)): transform = data.byte(11)
        // SOF0 to SOF15; C4, C8 and CC are tables and reserved.
        case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(code): readFrame(data, code)
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
        guard let bits = data.byte(0), let lines = data.big16(1), let columns = data.big16(3), let count = data.byte(5),
            data.count == 6 + 3 * count
        else { return }
        frames += 1
        (process, precision, width, height) = (code, bits, columns, lines)
        components = (0..<count).compactMap { data.byte(6 + 3 * $0) }
    }
}
