// Tries at a page, one after the other, until one is good: the plain one first, so that good pages cost no more.

import CLeptonica

/// Reads a page in the ways that its look suggests, and keeps the best.
struct Ladder {
    let pageSegmentation: Int
    let deadline: ContinuousClock.Instant
    let progress: (Double) -> Void

    /// Pages with more pixels are read once: another try would need memory beside the page itself.
    private static let mostPixels = 40_000_000
    /// What all tries together may cost, beside twice the first one: in characters read, as reading them is most of the
    /// time. Not in seconds, so that the same page always gives the same result.
    private static let effort = 2500

    /// Blocks for as long as all tries take.
    /// - Returns: nil where not even the first try ended in time.
    func climb(
        _ page: consuming PreparedPage,
        with reader: borrowing some PageReader & ~Copyable
    ) throws(RecognitionFailure) -> Outcome? {
        let glyphs = Glyphs(on: page.image)
        let plain = Rung(steps: [], reader: .tesseract(pageSegmentation: pageSegmentation))
        let first = try attempt(Preparation(plain, of: page), glyphs: glyphs, number: 0, with: reader)
        guard let first else { return nil }
        var climb = Climb(first: first)
        let size = PageSize(page.image)
        if size.width * size.height <= Self.mostPixels {
            let rungs = Rung.after(glyphs, size: size, pageSegmentation: pageSegmentation)
            var left = Self.effort + 2 * first.effort
            for rung in rungs where left > 0 && !climb.best.judgement.isGood && ContinuousClock.now < deadline {
                left -= another(rung, of: page, glyphs: glyphs, climb: &climb, with: reader)
            }
        }
        return climb.outcome
    }

    /// One more try, where it differs from those before; what fails is no loss.
    /// - Returns: its effort.
    private func another(
        _ rung: Rung,
        of page: borrowing PreparedPage,
        glyphs: Glyphs,
        climb: inout Climb,
        with reader: borrowing some PageReader & ~Copyable
    ) -> Int {
        do {
            let preparation = try Preparation(rung, of: page)
            guard !climb.has(preparation.steps) else { return 0 }
            guard let next = try attempt(preparation, glyphs: glyphs, number: climb.count, with: reader) else {
                return 0
            }
            climb.add(next)
            return next.effort
        } catch {
            return 0
        }
    }

    private func attempt(
        _ preparation: consuming Preparation,
        glyphs: Glyphs,
        number: Int,
        with reader: borrowing some PageReader & ~Copyable
    ) throws(RecognitionFailure) -> Reading? {
        let (steps, placement, size) = (preparation.steps, preparation.page.placement, preparation.size)
        let progress = progress
        let text = try reader.read(
            preparation.page.image,
            by: preparation.reader,
            deadline: deadline,
            progress: { progress(Self.share($0, ofTry: number)) },
        )
        guard var text else { return nil }
        let pixels = preparation.page.image.width * preparation.page.image.height
        text.place(by: placement, width: size.width, height: size.height)
        return Reading(text: text, steps: steps, judgement: Judge.judge(text.page, glyphs: glyphs), pixels: pixels)
    }

    /// How far all is when a try is so far: each takes the larger part of what the ones before it left.
    private static func share(_ part: Double, ofTry number: Int) -> Double {
        var left = 1.0
        for _ in 0..<number { left *= 1 - partOfATry }
        return 1 - left + left * partOfATry * part
    }

    private static let partOfATry = 0.7
}

/// A page made ready for one rung.
private struct Preparation: ~Copyable {
    var page: PreparedPage
    let reader: Reader
    /// Of the page that the ladder began with.
    let size: PageSize

    init(_ rung: Rung, of base: borrowing PreparedPage) throws(RecognitionFailure) {
        size = PageSize(base.image)
        reader = rung.reader
        // The pixels are shared: a step that changes some makes new ones.
        let image = try base.image.transformed { pixClone($0) }
        page = try Pipeline(rung.steps).run(image)
    }

    var steps: [String] { page.steps + [reader.name].compactMap(\.self) }
}

/// One reading and what it was worth.
struct Reading {
    var text: PageText
    var steps: [String]
    var judgement: Judgement
    /// What it cost, in characters.
    var effort: Int

    /// What a megapixel costs, in characters: finding the layout and the ink.
    private static let charactersPerMegapixel = 100

    init(text: PageText, steps: [String], judgement: Judgement, pixels: Int) {
        (self.text, self.steps, self.judgement) = (text, steps, judgement)
        effort = text.text.utf8.count + pixels / (1_000_000 / Self.charactersPerMegapixel)
    }
}

/// The tries so far.
private struct Climb {
    private(set) var best: Reading
    private var attempts: [Attempt]

    /// By how much of its score a later try must be better to be kept: in the first, the order of columns is surest.
    private static let margin = 0.02

    init(first: Reading) {
        best = first
        attempts = [Attempt(steps: first.steps, judgement: first.judgement)]
    }

    var count: Int { attempts.count }

    func has(_ steps: [String]) -> Bool {
        attempts.contains { $0.steps == steps }
    }

    mutating func add(_ reading: Reading) {
        attempts.append(Attempt(steps: reading.steps, judgement: reading.judgement))
        let score = best.judgement.score
        if reading.judgement.score > score + abs(score) * Self.margin { best = reading }
    }

    var outcome: Outcome { Outcome(text: best.text, steps: best.steps, attempts: attempts) }
}
