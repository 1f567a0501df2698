// Routes that say which methods they take.

import HTTPTypes
import Hummingbird

extension RouterMethods {
    /// Answers all other methods at a path with 405.
    func refuseOthers(at path: RouterPath, than allowed: HTTPRequest.Method...) {
        var all: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]
        // draft-ietf-httpbis-safe-method-w-body-14.
        if let query = HTTPRequest.Method("QUERY") { all.append(query) }
        // GET brings HEAD with it.
        let taken = allowed.contains(.get) ? allowed + [.head] : allowed
        let names = taken.map(\.rawValue)
        for method in all where !taken.contains(method) {
            on(path, method: method) { _, _ -> Response in throw APIError.methodNotAllowed(allowed: names) }
        }
    }
}
