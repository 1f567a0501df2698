// Times and sizes, short, for people.

import FoundationEssentials
import Shared

extension Duration {
    /// An age in its two largest units: `0s`, `12s`, `3m12s`, `2h05m`, `3d04h`.
    var age: String {
        let seconds = max(0, components.seconds)
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3600: return "\(seconds / 60)m\(Self.pad(seconds % 60))s"
        case ..<86_400: return "\(seconds / 3600)h\(Self.pad(seconds / 60 % 60))m"
        default: return "\(seconds / 86_400)d\(Self.pad(seconds / 3600 % 24))h"
        }
    }

    /// How long something took: `631ms`, `2.4s`, and from ten seconds on an age.
    var span: String {
        let milliseconds = max(0, milliseconds)
        switch milliseconds {
        case ..<1000: return "\(milliseconds)ms"
        case ..<10_000: return "\(milliseconds / 1000).\(milliseconds / 100 % 10)s"
        default: return age
        }
    }

    private static func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Date {
    func since(_ other: Date) -> Duration { .milliseconds(Int64((timeIntervalSince(other) * 1000).rounded())) }
}

enum Bytes {
    /// `0 B`, `812 kB`, `1.4 MB`: multiples of 1024, as the settings have them.
    static func text(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1024: return "\(bytes) B"
        case ..<1_048_576: return "\(bytes / 1024) kB"
        default:
            let tenths = bytes * 10 / 1_048_576
            return tenths < 10_240 ? "\(tenths / 10).\(tenths % 10) MB" : "\(tenths / 10_240).\(tenths / 1024 % 10) GB"
        }
    }
}
