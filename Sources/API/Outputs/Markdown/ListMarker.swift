// What stands before the items of lists.

import Shared

/// The first word of a line that may begin an item.
enum ListMarker: Equatable {
    case bullet(Character)
    case number(Int, Character)

    private static let bullets: Set<Character> = ["•", "‣", "▪", "▫", "■", "□", "●", "○", "◦", "∙"]
    /// Also dashes of speech, signs and noise.
    private static let doubtful: Set<Character> = ["-", "–", "—", "*", "·", "+", "»"]

    /// Nil where it is none, and where nothing follows.
    init?(_ line: ResultPage.Line) {
        guard line.words.count > 1, let text = line.words.first?.text, let end = text.last else { return nil }
        let front = text.dropLast()
        if front.isEmpty, Self.bullets.contains(end) || Self.doubtful.contains(end) {
            self = .bullet(end)
        } else if (1...4).contains(front.count), front.allSatisfy(\.isASCII), end == "." || end == ")",
            let number = Int(front), number >= 0
        {
            self = .number(number, end)
        } else {
            return nil
        }
    }

    var isCertain: Bool {
        if case .bullet(let character) = self { Self.bullets.contains(character) } else { false }
    }

    /// Whether it belongs to the item after one with the other.
    func follows(_ other: ListMarker) -> Bool {
        switch (other, self) {
        case (.bullet(let one), .bullet(let two)): one == two
        case (.number(let one, let end), .number(let two, let otherEnd)): two == one + 1 && end == otherEnd
        default: false
        }
    }

    /// In Markdown.
    var text: String {
        switch self {
        case .bullet: "-"
        case .number(let number, let end): "\(number)\(end)"
        }
    }
}
