// Colours, as ECMA-48 has them (SGR).

import Shared

enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    func applied(to text: String) -> String { "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" }
}

extension JobState {
    var style: Style? {
        switch self {
        case .queued: nil
        case .delayed: .yellow
        case .running: .cyan
        case .succeeded: .green
        case .failed: .red
        case .cancelled: .dim
        }
    }
}

extension CheckFinding.Severity {
    var style: Style {
        switch self {
        case .ok: .green
        case .warning: .yellow
        case .error: .red
        }
    }
}
