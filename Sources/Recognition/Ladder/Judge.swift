// How good a reading of a page is: the one judge of every try, whoever read it.

/// What the judge makes of one try.
struct Judgement: Equatable {
    /// Characters that are believed, less those that are not: what tries of the same page are compared by.
    var score: Double
    /// Mean over the characters, 0 to 1.
    var confidence: Double
    /// Share of the marks on the page that a believed word covers, 0 to 1.
    var coverage: Double

    /// Nothing that another try could better: the words are sure, and all that looks like print was read.
    var isGood: Bool { confidence >= Judge.goodConfidence && coverage >= Judge.goodCoverage }
    /// How many tries may be in vain before this one is settled for.
    ///
    /// Where it is fair already, what other ways find is little.
    var patience: Int {
        if confidence >= Judge.sureConfidence, coverage >= Judge.goodCoverage { return 1 }
        return confidence >= Judge.fairConfidence ? 2 : 5
    }
    /// So little makes sense that the page may lie on its side.
    var isNonsense: Bool { confidence < Judge.nonsenseConfidence || coverage < Judge.nonsenseCoverage }
}

enum Judge {
    /// Tesseract's confidence from which a word is as likely right as not.
    ///
    /// Measured by what the best of a page's tries is: between 0.3 and 0.5 the choice is within a tenth of the ideal
    /// one; at 0.6 it drops true words of poor print, at 0 it takes noise for text.
    static let belief = 0.4
    /// Pages above read with less than 3 % of errors; there another try costs more than it finds.
    static let goodConfidence = 0.89
    /// Receipts and poor scans that are read about as well as they can be.
    static let sureConfidence = 0.8
    /// Some words are wrong, most are right.
    static let fairConfidence = 0.7
    /// As for the confidence; specks and pictures take the rest.
    static let goodCoverage = 0.85
    /// A page on its head reads with 0.25 to 0.4, and so does handwriting.
    static let nonsenseConfidence = 0.6
    /// A page on its side is mostly taken for a picture.
    static let nonsenseCoverage = 0.5

    /// Weighs what was read against what is on the page.
    ///
    /// The boxes of the words are in the pixels that the glyphs were found in.
    static func judge(_ page: Page, glyphs: Glyphs) -> Judgement {
        let words = page.blocks.flatMap(\.lines).flatMap(\.words)
        var (score, sum, characters) = (0.0, 0.0, 0.0)
        for word in words {
            let length = Double(word.text.unicodeScalars.count)
            score += length * (word.confidence - belief)
            sum += length * word.confidence
            characters += length
        }
        let believed = words.filter { $0.confidence >= belief }.map(\.box)
        return Judgement(
            score: score,
            confidence: characters == 0 ? 0 : sum / characters,
            coverage: glyphs.share(in: believed),
        )
    }
}
