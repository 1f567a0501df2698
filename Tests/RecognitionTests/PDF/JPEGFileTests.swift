// The segments of a JPEG, and those that no viewer should have to judge.

import Testing

@testable import Recognition

struct JPEGFileTests {
    private static let start: [UInt8] = [0xFF, 0xD8]
    private static let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0]
    private static let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]

    private func read(_ segments: [UInt8]...) -> JPEGFile? {
        JPEGFile(([Self.start] + segments + [Self.scan]).flatMap { $0 })
    }

    @Test(arguments: [[], [0x00, 0x17, 0xFF, 0xFF], [0xFF, 0x01, 0xFF, 0xD0]] as [[UInt8]])
    func `a frame is found behind what may stand before it`(filling: [UInt8]) throws {
        let file = try #require(read(filling, Self.frame))
        #expect([file.width, file.height] == [30, 20])
        #expect(file.isCommon)
    }

    @Test(arguments: [[0xFF, 0xD9, 0, 2], [0xFF, 0xE0, 0, 1], [0xFF, 0xE0, 0, 0], [0xFF, 0xDA, 0, 2]] as [[UInt8]])
    func `nothing counts behind the end, a scan or a length that cannot be`(segment: [UInt8]) {
        #expect(read(segment, Self.frame) == nil)
    }

    @Test func `a second frame is for no viewer`() {
        #expect(read(Self.frame, Self.frame)?.isCommon == false)
        var other = Self.frame
        other[6] = 40
        #expect(read(Self.frame, other)?.isCommon == false)
    }
}
