// Tries at a page, one after the other, until one is good: the plain one first, so that good pages cost no more.

/// Reads a page in the ways that its look suggests, and keeps the best.
struct Ladder {
    let pageSegmentation: Int
    /// Whether a page that reads as nonsense may be turned by quarters.
    var mayTurn = true
    /// See ``RecognitionOptions/without``.
    var without: Set<LadderPart> = []
    let deadline: ContinuousClock.Instant
    /// Never called with less than before.
    let progress: (Double) -> Void

    /// Pages with more pixels are read once: another try would need memory beside the page itself.
    private static let mostPixels = 40_000_000
    /// What the tries after the first may cost, beside as much as the first.
    ///
    /// In characters read, as reading them is most of the time. Not in seconds, so that the same page always gives the
    /// same result.
    private static let effort = 1500

    /// Blocks for as long as all tries take.
    /// - Returns: nil where not even the first try ended in time.
    func climb(
        _ image: consuming PageImage,
        with reader: borrowing some PageReader & ~Copyable
    ) throws(RecognitionFailure) -> Outcome? {
        let size = PageSize(image)
        var ground = Ground(image)
        let plain = Rung(part: nil, steps: [], reader: .tesseract(pageSegmentation: pageSegmentation))
        guard let first = try attempt(Preparation(plain, of: ground), on: ground, number: 0, with: reader) else {
            return nil
        }
        var climb = Climb(first: first)
        let isBlank = !ground.glyphs.hasInk && first.text.wordCount == 0
        guard size.width * size.height <= Self.mostPixels, !climb.isDone, !isBlank else {
            return climb.outcome(size: size)
        }
        var left = Self.effort + first.effort
        if mayTurn, !without.contains(.turn), first.judgement.isNonsense, let quarters = turn(of: ground, with: reader)
        {
            ground = try ground.turned(quarters)
            left -= another(plain, on: ground, climb: &climb, with: reader)
        }
        let fit = Fit(ground, without: without)
        for rung in Rung.after(fit, pageSegmentation: pageSegmentation) {
            if let part = rung.part, without.contains(part) { continue }
            guard left > 0, !climb.isDone, ContinuousClock.now < deadline else { break }
            left -= another(rung, on: ground, climb: &climb, with: reader)
        }
        return climb.outcome(size: size)
    }

    /// One more try, where it differs from those before; what fails is no loss.
    /// - Returns: its effort.
    private func another(
        _ rung: Rung,
        on ground: borrowing Ground,
        climb: inout Climb,
        with reader: borrowing some PageReader & ~Copyable
    ) -> Int {
        do {
            let preparation = try Preparation(rung, of: ground)
            guard !climb.has(preparation.steps),
                let next = try attempt(preparation, on: ground, number: climb.count, with: reader)
            else { return 0 }
            climb.add(next)
            return next.effort
        } catch {
            return 0
        }
    }

    private func attempt(
        _ preparation: consuming Preparation,
        on ground: borrowing Ground,
        number: Int,
        with reader: borrowing some PageReader & ~Copyable
    ) throws(RecognitionFailure) -> Reading? {
        let progress = progress
        let text = try reader.read(
            preparation.page.image,
            by: preparation.reader,
            deadline: deadline,
            progress: { progress(Self.share($0, ofTry: number)) },
        )
        guard var text else { return nil }
        if !without.contains(.rows) { text.readTablesByRows() }
        let placement = preparation.page.placement
        text.place(by: placement, width: ground.size.width, height: ground.size.height)
        return Reading(
            text: text,
            steps: preparation.steps,
            judgement: Judge.judge(text.page, glyphs: ground.glyphs),
            placement: ground.page.placement,
            margin: preparation.reader.margin,
            pixels: preparation.page.image.width * preparation.page.image.height,
        )
    }

    /// How far all is when a try is so far: each takes the larger part of what the ones before it left.
    private static func share(_ part: Double, ofTry number: Int) -> Double {
        var left = 1.0
        for _ in 0..<number { left *= 1 - partOfATry }
        return 1 - left + left * partOfATry * part
    }

    private static let partOfATry = 0.7
}

/// A page as the tries begin with it.
struct Ground: ~Copyable {
    let page: PreparedPage
    let glyphs: Glyphs
    let size: PageSize

    init(_ image: consuming PageImage) {
        self.init(PreparedPage(image: image, steps: [], placement: .identity))
    }

    private init(_ page: consuming PreparedPage) {
        size = PageSize(page.image)
        glyphs = Glyphs(on: page.image)
        self.page = page
    }

    consuming func turned(_ quarters: Int) throws(RecognitionFailure) -> Ground {
        Ground(try Pipeline([TurnStep(quarters: quarters)]).run(page.image))
    }
}

/// A page made ready for one rung.
private struct Preparation: ~Copyable {
    /// Its placement leads to the ground.
    let page: PreparedPage
    let reader: Reader
    private let before: [String]

    init(_ rung: Rung, of ground: borrowing Ground) throws(RecognitionFailure) {
        reader = rung.reader
        before = ground.page.steps
        // The pixels are shared: a step that changes some makes new ones.
        page = try Pipeline(rung.steps).run(ground.page.image.shared())
    }

    var steps: [String] { before + page.steps + [reader.name].compactMap(\.self) }
}

/// One reading and what it was worth.
private struct Reading {
    var text: PageText
    var steps: [String]
    var judgement: Judgement
    /// From the pixels of its ground to those of the page that the ladder began with.
    var placement: Placement
    /// What it must be better by than those before it.
    var margin: Double
    /// What it cost, in characters.
    var effort: Int

    /// What a megapixel costs, in characters: finding the layout and the ink.
    private static let charactersPerMegapixel = 100

    init(text: PageText, steps: [String], judgement: Judgement, placement: Placement, margin: Double, pixels: Int) {
        (self.text, self.steps, self.judgement, self.placement) = (text, steps, judgement, placement)
        self.margin = margin
        effort = text.text.utf8.count + pixels / (1_000_000 / Self.charactersPerMegapixel)
    }
}

/// The tries so far.
private struct Climb {
    private var best: Reading
    private var attempts: [Attempt]
    private var inVain = 0

    init(first: Reading) {
        best = first
        attempts = [Attempt(steps: first.steps, judgement: first.judgement)]
    }

    var count: Int { attempts.count }

    /// The better the best is, the fewer tries in vain it takes to settle for it.
    var isDone: Bool { best.judgement.isGood || inVain >= best.judgement.patience }

    func has(_ steps: [String]) -> Bool {
        attempts.contains { $0.steps == steps }
    }

    mutating func add(_ reading: Reading) {
        attempts.append(Attempt(steps: reading.steps, judgement: reading.judgement))
        let score = best.judgement.score
        if reading.judgement.score > score + abs(score) * reading.margin {
            best = reading
            inVain = 0
        } else {
            inVain += 1
        }
    }

    func outcome(size: PageSize) -> Outcome {
        var text = best.text
        text.place(by: best.placement, width: size.width, height: size.height)
        return Outcome(text: text, steps: best.steps, attempts: attempts)
    }
}
