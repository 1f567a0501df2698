// A picture as a PDF holds it: data that a viewer decodes, and what it must know for that.

/// One image, whose data may be parts of the uploaded file.
///
/// Source: ISO 32000-1, 7.4 and 8.9.5.
struct Picture {
    enum Colours {
        case grey, rgb
        /// Three bytes a colour.
        case palette(ArraySlice<UInt8>)
    }

    enum Encoding {
        case jpeg
        /// A zlib stream of rows as PNG filters them.
        case png
        /// ITU-T T.6, black on white.
        case fax
    }

    /// Of the pixels as stored.
    var size: PageSize
    var colours: Colours
    /// Of a sample.
    var bits: Int
    var encoding: Encoding
    var data: [ArraySlice<UInt8>]
    /// As the file states it for the pixels as stored.
    var resolution: Resolution?
    /// EXIF's, 1 to 8, which the page applies.
    var orientation = 1

    var isTurned: Bool { orientation > 4 }
    var uprightSize: PageSize { isTurned ? PageSize(width: size.height, height: size.width) : size }
    var uprightResolution: Resolution? { isTurned ? resolution?.turned : resolution }

    /// The entries of its dictionary.
    var entries: String {
        "/Type /XObject /Subtype /Image /Width \(size.width) /Height \(size.height) /BitsPerComponent \(bits) "
            + "/ColorSpace \(colourSpace) \(filter)"
    }

    private var colourSpace: String {
        switch colours {
        case .grey: "/DeviceGray"
        case .rgb: "/DeviceRGB"
        case .palette(let colours):
            "[/Indexed /DeviceRGB \(max(0, colours.count / 3 - 1)) \(PDFSyntax.hexadecimal(colours))]"
        }
    }

    private var filter: String {
        switch encoding {
        case .jpeg: "/Filter /DCTDecode"
        case .png:
            "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors \(samples) /BitsPerComponent \(bits) "
                + "/Columns \(size.width) >>"
        case .fax:
            "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns \(size.width) /Rows \(size.height) >>"
        }
    }

    private var samples: Int {
        switch colours {
        case .grey, .palette: 1
        case .rgb: 3
        }
    }

    /// The matrix that puts the picture upright on the whole paper: viewers know nothing of EXIF.
    ///
    /// Source: EXIF 2.32, 4.6.4, tag 0x0112.
    func matrix(on paper: Paper) -> String {
        let (w, h) = (paper.width, paper.height)
        let matrix: [Double] =
            switch orientation {
            case 2: [-w, 0, 0, h, w, 0]
            case 3: [-w, 0, 0, -h, w, h]
            case 4: [w, 0, 0, -h, 0, h]
            case 5: [0, -h, -w, 0, w, h]
            case 6: [0, -h, w, 0, 0, h]
            case 7: [0, h, w, 0, 0, 0]
            case 8: [0, h, -w, 0, w, 0]
            default: [w, 0, 0, h, 0, 0]
            }
        return PDFSyntax.numbers(matrix)
    }
}
