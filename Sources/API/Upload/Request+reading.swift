// What a request says besides its body.

import HTTPTypes
import Hummingbird

extension Request {
    /// Bytes of the body; nil where it comes in chunks.
    var contentLength: Int? { headers[.contentLength].flatMap { Int($0) } }

    /// The query parameters in order.
    var queryTexts: [(name: String, value: String)] {
        guard uri.query != nil else { return [] }
        return uri.queryParameters.map { (String($0.key), String($0.value)) }
    }
}
