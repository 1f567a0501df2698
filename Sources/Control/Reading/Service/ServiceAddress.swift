// Where the service is.

import ArgumentParser
import FoundationEssentials

/// An HTTP address that paths can be put behind.
struct ServiceAddress: Sendable, Equatable, ExpressibleByArgument {
    static let variable = "LECTOR_URL"
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

    /// What `LECTOR_URL` says, or this machine, at the port that a service here would be told by the environment.
    static func standard(_ environment: [String: String]) throws(Failure) -> ServiceAddress {
        guard let text = environment[variable], !text.isEmpty else {
            let port = [environment["LECTOR_HTTP_PORT"], environment["PORT"]].lazy.compactMap {
                $0.flatMap(UInt16.init)
            }
            return ServiceAddress(text: "http://127.0.0.1:\(port.first ?? 8080)")
        }
        guard let address = ServiceAddress(argument: text) else {
            throw Failure(Failure.usage, "\(variable) is not the address of a service: \(text)")
        }
        return address
    }

    /// The address of a path, which begins with a slash.
    func url(_ path: String) -> String { text + path }
}
