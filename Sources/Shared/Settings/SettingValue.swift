// From a setting's text to its value.

import Logging

/// The parsers of settings.
///
/// Each throws with the setting's name, what stands there, and what may stand there.
enum SettingValue {
    static func count(_ text: String, name: String) throws(SettingsError) -> Int {
        try whole(text, name: name, in: 1...1_000_000_000, what: "a whole number from 1 on")
    }

    static func port(_ text: String, name: String) throws(SettingsError) -> Int {
        try whole(text, name: name, in: 0...65535, what: "a port from 0 to 65535")
    }

    /// `auto` or a number; 0 stands for none.
    static func slots(_ text: String, name: String) throws(SettingsError) -> Int? {
        if text == "auto" { return nil }
        return try whole(text, name: name, in: 0...256, what: "auto or a number from 0 to 256")
    }

    static func ownSlots(_ text: String, name: String) throws(SettingsError) -> Int? {
        if text == "auto" { return nil }
        return try whole(text, name: name, in: 1...256, what: "auto or a number from 1 to 256")
    }

    /// `10MB`, `64kB`, `1.5GB`, `2048`: multiples of 1024, as file managers count.
    static func bytes(_ text: String, name: String) throws(SettingsError) -> Int {
        let units: KeyValuePairs = ["KB": 1024.0, "MB": 1_048_576, "GB": 1_073_741_824, "B": 1, "": 1]
        return try Int(scaled(text, name: name, units: units, what: "a size such as 10MB"))
    }

    /// A size that still fits into one message to an engine.
    static func upload(_ text: String, name: String) throws(SettingsError) -> Int {
        let limit = 60 * 1024 * 1024
        let size = try bytes(text, name: name)
        guard size <= limit else { throw refuse(text, name: name, what: "a size up to 60MB") }
        return size
    }

    /// `100MP`, `2000000`: a megapixel is a million pixels.
    static func pixels(_ text: String, name: String) throws(SettingsError) -> Int {
        try Int(scaled(text, name: name, units: ["MP": 1_000_000, "": 1], what: "a number of pixels such as 100MP"))
    }

    /// `500ms`, `30s`, `5m`, `24h`, `7d`.
    static func duration(_ text: String, name: String) throws(SettingsError) -> Duration {
        let units: KeyValuePairs = ["MS": 0.001, "S": 1.0, "M": 60, "H": 3600, "D": 86_400]
        let seconds = try scaled(text, name: name, units: units, what: "a time such as 500ms, 30s, 5m or 24h")
        guard seconds <= 10 * 365 * 86_400 else { throw refuse(text, name: name, what: "a time under ten years") }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }

    /// A time as above, or none: `0s`.
    static func delay(_ text: String, name: String) throws(SettingsError) -> Duration {
        text == "0" || text == "0s" ? .zero : try duration(text, name: name)
    }

    /// `10/minute`, `5/second`, `1000/hour`, `off`.
    static func rate(_ text: String, name: String) throws(SettingsError) -> RateLimit? {
        if text == "off" { return nil }
        let periods = ["second": 1, "minute": 60, "hour": 3600, "day": 86_400]
        let parts = text.split(separator: "/").map { String($0) }
        guard parts.count == 2, let seconds = periods[parts[1]], let number = Int(parts[0]), number > 0,
            number <= 1_000_000
        else { throw refuse(text, name: name, what: "a rate such as 10/minute, or off") }
        return RateLimit(count: number, period: .seconds(seconds))
    }

    static func ranges(_ text: String, name: String) throws(SettingsError) -> [AddressRange] {
        var ranges: [AddressRange] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
            guard let range = AddressRange(String(part)) else {
                throw refuse(text, name: name, what: "addresses or ranges such as 10.0.0.0/8, separated by commas")
            }
            ranges.append(range)
        }
        return ranges
    }

    static func secret(_ text: String, name: String) throws(SettingsError) -> String? {
        guard text.utf8.count >= 16 else { throw SettingsError("\(name) must have at least 16 characters.") }
        return text
    }

    static func level(_ text: String, name: String) throws(SettingsError) -> String {
        guard Logger.Level(rawValue: text) != nil else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw refuse(text, name: name, what: "one of \(levels)")
        }
        return text
    }

    static func language(_ text: String, name: String) throws(SettingsError) -> String {
        guard LanguageName.isWellFormed(text) else { throw refuse(text, name: name, what: "languages such as eng+deu") }
        return text
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String,
        name: String
    ) throws(SettingsError) -> Choice {
        guard let choice = Choice(rawValue: text) else {
            throw refuse(text, name: name, what: "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    private static func whole(
        _ text: String,
        name: String,
        in range: ClosedRange<Int>,
        what: String
    ) throws(SettingsError) -> Int {
        guard let number = Int(text), range.contains(number) else { throw refuse(text, name: name, what: what) }
        return number
    }

    private static func scaled(
        _ text: String,
        name: String,
        units: KeyValuePairs<String, Double>,
        what: String
    ) throws(SettingsError) -> Double {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).uppercased()
        guard let number = Double(digits), number > 0, let factor = units.first(where: { $0.key == unit })?.value,
            number * factor < 1e15
        else { throw refuse(text, name: name, what: what) }
        return number * factor
    }

    private static func refuse(_ text: String, name: String, what: String) -> SettingsError {
        SettingsError("\(name) is '\(text)', but must be \(what).")
    }
}
