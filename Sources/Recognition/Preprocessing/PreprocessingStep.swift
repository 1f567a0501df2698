// What a step of preprocessing is. To add one: a struct here beside the others, and its place in `Pipeline.steps`.

/// One named change of an image before it is read.
protocol PreprocessingStep {
    /// How the result names it. Part of the interface: clients see it.
    static var name: String { get }

    /// Whether the image needs it. Cheap: far below a millisecond for each megapixel.
    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool

    /// Makes the changed image; the one given is freed when it is not returned.
    /// - Throws: `.outOfMemory`, or `.engine` where Leptonica fails for another reason.
    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage
}
