// Pages that lie on a side or stand on their head.

import CLeptonica

/// Turns the page by quarters.
struct TurnStep: PreprocessingStep {
    /// Clockwise, 1 to 3.
    let quarters: Int

    var name: String { "turn-\(quarters * 90)" }

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        quarters != 0
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pixRotateOrth($0, Int32(quarters)) }
    }

    func placement(before: PageSize, after: PageSize) -> Placement {
        .quarterTurned(quarters, width: Double(before.width), height: Double(before.height))
    }
}
