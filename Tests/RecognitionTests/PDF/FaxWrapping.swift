// A fax in the smallest TIFF, for a reader that is not ours.

import CLeptonica

@testable import Recognition

/// Source: TIFF 6.0, sections 2, 3 and 11.
enum FaxWrapping {
    static func tiff(_ data: [UInt8], _ size: PageSize) -> [UInt8] {
        let entries: [(tag: Int, value: Int)] = [
            (256, size.width), (257, size.height), (258, 1), (259, 4), (262, 0), (273, 8), (277, 1),
            (278, size.height), (279, data.count),
        ]
        var directory = bytes(entries.count, 2)
        for entry in entries {
            let type = entry.tag == 273 || entry.tag == 279 ? 4 : 3
            directory += bytes(entry.tag, 2) + bytes(type, 2) + bytes(1, 4) + bytes(entry.value, 4)
        }
        return Array("II".utf8) + bytes(42, 2) + bytes(8 + data.count, 4) + data + directory + bytes(0, 4)
    }

    static func isSame(_ one: borrowing PageImage, _ other: borrowing PageImage) -> Bool {
        one.withPix { one in
            other.withPix { other in
                var same: Int32 = 0
                return pixEqual(one, other, &same) == 0 && same == 1
            }
        }
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
