// Who may see what strangers sent.

import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// Lets operators in, and answers everybody else as though there were nothing.
///
/// Operators are clients of this machine that came through no proxy, and whoever bears the token: as a bearer token
/// (RFC 6750), or in a cookie that `/board?token=…` gives a browser.
struct OperatorGate: RouterMiddleware {
    /// Nil where none is set.
    let token: String?
    let clients: ClientAddress

    private static let cookieName = "lector_operator"

    func handle(
        _ request: Request,
        context: LectorContext,
        next: (Request, LectorContext) async throws -> Response
    ) async throws -> Response {
        guard admits(request, peer: context.channel.remoteAddress?.ipAddress) else { throw APIError.routeNotFound }
        return try await next(request, context)
    }

    func admits(_ request: Request, peer: String?) -> Bool {
        isDirect(request, peer) || bears(request)
    }

    /// Whether a text is the token; takes as long for one that nearly is.
    func isToken(_ text: some StringProtocol) -> Bool {
        guard let token else { return false }
        return SHA256.hash(data: Data(text.utf8)) == SHA256.hash(data: Data(token.utf8))
    }

    /// `name=value` for whoever has shown the token; it does not hold the token itself.
    ///
    /// Nil where none is set.
    var cookie: String? {
        token.map { "\(Self.cookieName)=\(Hex.encode(SHA256.hash(data: Data("\(Self.cookieName) \($0)".utf8))))" }
    }

    /// A browser that was led here under another name (DNS rebinding) is not direct.
    private func isDirect(_ request: Request, _ peer: String?) -> Bool {
        guard let peer, ["127.0.0.1", "::1", "::ffff:127.0.0.1"].contains(peer) else { return false }
        // A proxy on this machine that is known as one may add nothing to a request.
        guard !clients.isProxy(peer) else { return false }
        guard Self.forwarded.allSatisfy({ request.headers[$0] == nil }) else { return false }
        let authority = request.head.authority ?? ""
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(host)
    }

    private func bears(_ request: Request) -> Bool {
        let field = request.headers[.authorization] ?? ""
        if field.lowercased().hasPrefix("bearer "), isToken(field.dropFirst(7)) { return true }
        guard let cookie else { return false }
        return request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.contains { pair in
            // Digests: how long the comparison takes tells nothing of the token.
            pair.drop { $0 == " " } == cookie
        }
    }

    /// What proxies add.
    private static let forwarded: [HTTPField.Name] = [.forwardedFor, .forwarded, .realIP, .via]
}
