// Transparent images: what shows through is white paper.

import CLeptonica

/// Blends the alpha channel, or the transparent colours of a palette, over white.
struct FlattenStep: PreprocessingStep {
    let name = "flatten"

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        image.hasAlpha
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        let white: UInt32 = 0xFFFF_FF00
        guard image.hasColormap else { return try image.transformed { pixAlphaBlendUniform($0, white) } }
        let withAlpha = try image.transformed { pixRemoveColormap($0, Int32(REMOVE_CMAP_WITH_ALPHA)) }
        return try withAlpha.transformed { pixAlphaBlendUniform($0, white) }
    }
}
