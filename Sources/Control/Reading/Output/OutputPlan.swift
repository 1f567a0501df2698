// Where results go: one file for each input, in the same places.

struct OutputPlan: Sendable {
    var folder: String
    var format: ResultFormat

    /// A path for each input; nil for those that are missing.
    ///
    /// The format's extension takes the place of the image's, unless two inputs would meet there.
    ///
    /// - Throws: Where two inputs would be written to the same file all the same.
    func paths(_ inputs: [Input]) throws(Failure) -> [String?] {
        let stems = inputs.map { Self.stem(of: $0) }
        let counts = Dictionary(stems.compactMap(\.self).map { ($0, 1) }, uniquingKeysWith: +)
        let paths = zip(inputs, stems).map { input, stem -> String? in
            guard let stem else { return nil }
            let name = counts[stem, default: 0] > 1 ? input.place.joined(separator: "/") : stem
            return "\(folder)/\(name).\(format.fileExtension)"
        }
        var owners: [String: String] = [:]
        for (input, path) in zip(inputs, paths) {
            guard let path else { continue }
            if let other = owners.updateValue(input.name, forKey: path) {
                throw Failure(Failure.usage, "\(other) and \(input.name) would both be written to \(path)")
            }
        }
        return paths
    }

    /// The place without the extension of its last component.
    private static func stem(of input: Input) -> String? {
        if case .missing = input.source { return nil }
        let place = input.place.joined(separator: "/")
        guard let last = input.place.last, let dot = last.lastIndex(of: "."), dot != last.startIndex else {
            return place
        }
        return String(place.dropLast(last.distance(from: dot, to: last.endIndex)))
    }
}
