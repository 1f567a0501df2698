// What is known of one thing, a line for each fact.

struct Card {
    var rows: [(name: String, value: Cell)]

    func lines(_ screen: Screen) -> [String] {
        let width = rows.map(\.name.displayWidth).max() ?? 0
        return rows.map { name, value in
            let blanks = String(repeating: " ", count: width - name.displayWidth + 2)
            let text = value.text.cut(to: max(1, screen.width - width - 2))
            let label = screen.hasColour ? Style.bold.applied(to: name) : name
            return label + blanks + (screen.hasColour ? value.style?.applied(to: text) ?? text : text)
        }
    }
}

enum Plural {
    /// `1 slot`, `2 slots`.
    static func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
