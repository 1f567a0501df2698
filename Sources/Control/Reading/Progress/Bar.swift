// Progress as two lines of a terminal.

enum Bar {
    private static let width = 20

    static func lines(_ progress: Progress, at now: ContinuousClock.Instant, _ screen: Screen) -> [String] {
        // The last column stays free: some terminals break the line behind it.
        let width = max(1, screen.width - 1)
        let first = counts(progress, at: now).cut(to: max(1, width - Self.width - 1))
        let style = { (text: String, style: Style) in screen.hasColour ? style.applied(to: text) : text }
        guard width > Self.width + 1 else { return [first] }
        var lines = [style(gauge(progress), .cyan) + " " + first]
        let names = progress.inHand.sorted { $0.key < $1.key }.map { Harmless.line($0.value.name) }
        if let obstacle = progress.obstacle(at: now) {
            lines.append(style(Harmless.line(obstacle).cut(to: width), .yellow))
        } else if !names.isEmpty {
            lines.append(style(names.joined(separator: ", ").cut(to: width), .dim))
        }
        return lines
    }

    private static func gauge(_ progress: Progress) -> String {
        let filled = progress.total > 0 ? progress.ended * width / progress.total : 0
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }

    private static func counts(_ progress: Progress, at now: ContinuousClock.Instant) -> String {
        var parts = ["\(progress.ended)/\(progress.total)"]
        if progress.failed > 0 { parts.append("\(progress.failed) failed") }
        parts += [progress.pace(at: now), (now - progress.start).age]
        return parts.joined(separator: "  ")
    }
}
