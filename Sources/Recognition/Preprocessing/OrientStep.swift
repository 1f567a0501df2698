// Upright pages from cameras that store them turned.

import CLeptonica

/// Turns and mirrors by the EXIF orientation.
///
/// Source: EXIF 2.32, 4.6.4, tag 0x0112.
struct OrientStep: PreprocessingStep {
    let name = "orient"
    /// 1 to 8; 1 is upright.
    let orientation: Int

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        orientation != 1
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        switch orientation {
        case 2: try image.transformed { pixFlipLR(nil, $0) }
        case 3: try image.transformed { pixRotateOrth($0, 2) }
        case 4: try image.transformed { pixFlipTB(nil, $0) }
        case 5: try turned(try image.transformed { pixFlipLR(nil, $0) }, clockwise: 3)
        case 6: try turned(image, clockwise: 1)
        case 7: try turned(try image.transformed { pixFlipLR(nil, $0) }, clockwise: 1)
        case 8: try turned(image, clockwise: 3)
        default: image
        }
    }

    private func turned(_ image: consuming PageImage, clockwise quarters: Int32) throws(RecognitionFailure) -> PageImage
    {
        try image.transformed { pixRotateOrth($0, quarters) }
    }
}
