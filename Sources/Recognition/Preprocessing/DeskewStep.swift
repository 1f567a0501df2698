// Lines of print made level.

import CLeptonica

/// Turns the page by the angle at which its lines were found.
struct DeskewStep: PreprocessingStep {
    let name = "deskew"
    /// Clockwise.
    let degrees: Double

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        true
    }

    /// The canvas keeps its size: corners that turn out of it are lost, as margins mostly are.
    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        let grey = image.depth == 8 ? image : try image.transformed { pixConvertTo8($0, 0) }
        let radians = Float(degrees * .pi / 180)
        return try grey.transformed {
            pixRotate($0, radians, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0)
        }
    }

    func placement(before: PageSize, after: PageSize) -> Placement {
        .turned(degrees: -degrees, aboutX: Double(before.width) / 2, y: Double(before.height) / 2)
    }
}
