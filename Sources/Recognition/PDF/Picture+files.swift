// Pictures of files that a PDF can hold as they are.

extension Picture {
    /// A JPEG that every viewer decodes; nil for others.
    ///
    /// Not those that are arithmetically coded, have 12 bits or four colours, or hold red, green and blue unmixed:
    /// there viewers disagree.
    init?(jpeg bytes: [UInt8]) {
        guard let file = JPEGFile(bytes), file.isCommon else { return nil }
        size = PageSize(width: file.width, height: file.height)
        colours = file.components.count == 1 ? .grey : .rgb
        bits = 8
        encoding = .jpeg
        // As for the decoder: some cameras leave out the last marker.
        data = [bytes[...]] + (bytes.suffix(2) == [0xFF, 0xD9] ? [] : [[0xFF, 0xD9]])
        resolution = file.resolution
    }

    /// A PNG whose rows are those of a PDF; nil for others.
    ///
    /// Not those with an alpha channel or transparent colours in their palette, with 16 bits or interlaced rows. One
    /// grey or colour that is named transparent shows what is there, as it does when the page is read (`PNGKey`).
    init?(png bytes: [UInt8]) {
        guard let file = PNGFile(bytes), file.bits <= 8, !file.isInterlaced else { return nil }
        switch file.colourType {
        case .grey: colours = .grey
        case .rgb: colours = .rgb
        case .palette where !file.hasTransparency: colours = .palette(file.palette)
        default: return nil
        }
        size = PageSize(width: file.width, height: file.height)
        bits = file.bits
        encoding = .png
        data = file.data
        resolution = file.resolution
    }
}
