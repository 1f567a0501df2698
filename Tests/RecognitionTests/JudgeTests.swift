// What a reading is worth, and that tries of the same page compare fairly.

import Testing

@testable import Recognition

@Suite(.offThePool) struct JudgeTests {
    @Test func `more sure words are better`() {
        let one = judgement([("sure", 0.95)])
        let two = judgement([("sure", 0.95), ("words", 0.9)])
        #expect(two.score > one.score)
    }

    @Test func `noise beside the words makes a reading worse`() {
        let clean = judgement([("sure", 0.95)])
        let noisy = judgement([("sure", 0.95), ("~;,'|_", 0.1)])
        #expect(noisy.score < clean.score)
        #expect(noisy.confidence < clean.confidence)
    }

    @Test func `nothing is worth nothing and is not good`() {
        let nothing = judgement([])
        #expect(nothing.score == 0 && nothing.confidence == 0)
        #expect(!nothing.isGood && nothing.isNonsense)
    }

    @Test func `sure words that leave most of the print unread are not good`() {
        let glyphs = Glyphs(on: Drawing.page([Drawing.sentence, Drawing.sentence, Drawing.sentence]))
        let line = Box(x: 0, y: 90, width: 1400, height: 45)
        let judgement = Judge.judge(page([("sure", 0.96)], box: line), glyphs: glyphs)
        #expect(judgement.confidence > 0.9)
        #expect((0.01...0.6).contains(judgement.coverage))
        #expect(!judgement.isGood)
    }

    @Test func `a reading that covers all print with sure words is good`() {
        let glyphs = Glyphs(on: Drawing.page())
        let all = Box(x: 0, y: 0, width: 1400, height: 300)
        #expect(glyphs.centres.count > 20)
        #expect(Judge.judge(page([("sure", 0.96)], box: all), glyphs: glyphs).isGood)
        // Doubtful words cover nothing.
        #expect(Judge.judge(page([("sure", 0.2)], box: all), glyphs: glyphs).coverage == 0)
    }

    private func judgement(_ words: [(String, Double)]) -> Judgement {
        Judge.judge(page(words, box: Box(x: 0, y: 0, width: 10, height: 10)), glyphs: Glyphs())
    }

    private func page(_ words: [(String, Double)], box: Box) -> Page {
        let words = words.map { Word(text: $0.0, box: box, confidence: $0.1) }
        let line = Line(box: box, baseline: nil, startsParagraph: true, words: words)
        return Page(width: 1400, height: 300, blocks: [Block(kind: .text, box: box, lines: [line])])
    }
}
