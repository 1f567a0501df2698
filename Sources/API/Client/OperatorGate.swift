// Who may see what strangers sent.

import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Lets operators in, and answers everybody else as though there were nothing.
///
/// Operators are clients of this machine that came through no proxy, and whoever bears the token: as a bearer token
/// (RFC 6750), or as the cookie that `/board?token=…` gives a browser.
struct OperatorGate: RouterMiddleware {
    /// Nil where none is set.
    let token: String?

    static let cookie = "lector_operator"

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

    /// A browser that was led here under another name (DNS rebinding) is not direct.
    private func isDirect(_ request: Request, _ peer: String?) -> Bool {
        guard let peer, peer == "127.0.0.1" || peer == "::1" || peer == "::ffff:127.0.0.1" else { return false }
        guard Self.forwarded.allSatisfy({ request.headers[$0] == nil }) else { return false }
        let authority = request.head.authority ?? ""
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(host)
    }

    private func bears(_ request: Request) -> Bool {
        let field = request.headers[.authorization] ?? ""
        if field.lowercased().hasPrefix("bearer "), isToken(field.dropFirst(7)) { return true }
        return request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.contains { pair in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0] == Self.cookie && isToken(parts[1])
        }
    }

    /// What proxies add.
    private static let forwarded: [HTTPField.Name] = [.forwardedFor, .forwarded, .realIP, .via]
}
