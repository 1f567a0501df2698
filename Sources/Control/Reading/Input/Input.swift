// One thing to read.

struct Input: Sendable, Equatable {
    enum Source: Sendable, Equatable {
        case file(String)
        case standardInput
        /// It was looked for in vain.
        case missing(ReadFailure)
    }

    var source: Source
    /// As people know it.
    var name: String
    /// Where it lies below whatever was named on the command line: its result goes to the same place.
    var place: [String]

    /// The name without folders, as the service gets it.
    var basename: String { place.last ?? name }

    static let standardInput = Input(source: .standardInput, name: "standard input", place: ["stdin"])
}
