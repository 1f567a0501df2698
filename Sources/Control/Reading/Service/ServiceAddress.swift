// Where the service is.

import ArgumentParser
import FoundationEssentials

/// An HTTP address that paths can be put behind.
struct ServiceAddress: Sendable, Equatable, ExpressibleByArgument {
    static let variable = "LECTOR_URL"
    static let standard = ServiceAddress(text: "http://127.0.0.1:8080")

    /// Without a slash at its end.
    let text: String

    private init(text: String) { self.text = text }

    /// Nil where it is no address of HTTP, or has more than host, port and path.
    init?(argument: String) {
        guard let url = URL(string: argument), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host.map({ !$0.isEmpty }) ?? false, url.user == nil, url.query == nil, url.fragment == nil
        else { return nil }
        text = String(argument.reversed().drop { $0 == "/" }.reversed())
    }

    /// The address of a path, which begins with a slash.
    func url(_ path: String) -> String { text + path }
}
