// What a step of preprocessing is. To add one: a struct here beside the others, and its place in `Pipeline` or on a rung.

/// One named change of an image before it is read.
protocol PreprocessingStep {
    /// How the result names it. Part of the interface: clients see it. Without spaces.
    var name: String { get }

    /// Whether the image needs it. Cheap: a few milliseconds for each megapixel at most.
    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool

    /// Makes the changed image; the one given is freed when it is not returned.
    /// - Throws: `.outOfMemory`, or `.engine` where Leptonica fails for another reason.
    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage

    /// From the changed image's pixels to those of the image before.
    func placement(before: PageSize, after: PageSize) -> Placement
}

extension PreprocessingStep {
    /// Most steps leave everything where it is.
    func placement(before: PageSize, after: PageSize) -> Placement { .identity }
}

/// Pixels of a page.
struct PageSize: Equatable {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
    }

    init(_ image: borrowing PageImage) {
        (width, height) = (image.width, image.height)
    }
}
