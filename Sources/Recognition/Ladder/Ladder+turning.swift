// Pages that lie on a side or stand on their head: found by reading a piece of them all four ways.

import CLeptonica

extension Ladder {
    /// Letters that a piece must hold to tell its way up by.
    private static let fewestGlyphs = 20
    /// A side of the piece in pixels, with letters of the usual height: about 15 lines of 30 letters.
    private static let piece = 700.0
    /// The confidence with which upright print reads; upside down it stays below 0.5.
    private static let surely = 0.7
    /// How many times better than as it stands a piece must read turned.
    private static let times = 2.0

    /// The quarter turns, clockwise, that make the page readable; nil where it may stay.
    ///
    /// Tesseract's own detection of orientation turns good pages on their heads where it is unsure, and needs data of
    /// its own; reading shows whether it helps.
    func turn(of ground: borrowing Ground, with reader: borrowing some PageReader & ~Copyable) -> Int? {
        guard ground.glyphs.centres.count >= Self.fewestGlyphs, let piece = try? self.piece(of: ground) else {
            return nil
        }
        let upright = sample(piece, quarters: 0, with: reader)
        guard upright.confidence < Self.surely else { return nil }
        var best: (quarters: Int, judgement: Judgement)?
        for quarters in [1, 3, 2] {
            let judgement = sample(piece, quarters: quarters, with: reader)
            if judgement.score > best?.judgement.score ?? 0 { best = (quarters, judgement) }
            if judgement.confidence >= Self.surely { break }
        }
        guard let best, best.judgement.confidence >= Self.surely,
            best.judgement.score > Self.times * max(0, upright.score)
        else { return nil }
        return best.quarters
    }

    private func sample(
        _ piece: borrowing PageImage,
        quarters: Int,
        with reader: borrowing some PageReader & ~Copyable
    ) -> Judgement {
        let nothing = Judgement(score: 0, confidence: 0, coverage: 0)
        guard ContinuousClock.now < deadline,
            let page = try? Pipeline([TurnStep(quarters: quarters), BorderStep()]).run(piece.shared()),
            let text = try? reader.read(
                page.image,
                by: .tesseract(pageSegmentation: 6),
                deadline: deadline,
                progress: { _ in },
            )
        else { return nothing }
        return Judge.judge(text.page, glyphs: Glyphs())
    }

    /// The square with the most letters, scaled as the whole page would be.
    private func piece(of ground: borrowing Ground) throws(RecognitionFailure) -> PageImage {
        let fit = Fit(ground, without: without)
        let side = Self.piece / (fit.factor ?? 1)
        let corner = ground.glyphs.densest(side: side, size: ground.size)
        var box = boxCreate(Int32(corner.x), Int32(corner.y), Int32(side), Int32(side))
        defer { boxDestroy(&box) }
        let clipped = try ground.page.image.transformed { pixClipRectangle($0, box, nil) }
        let fitted = try Pipeline(fit.steps).run(clipped)
        return fitted.image
    }
}
