// Validators: what a client has already is not sent again (RFC 9110 §8.8.3, §13.1.2).

import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// Stands for the bytes of an answer.
struct EntityTag: Equatable {
    /// With its quotes.
    let text: String

    init(of bytes: some Collection<UInt8>) {
        let digest = SHA256.hash(data: Array(bytes)).prefix(12)
        text = "\"\(Hex.encode(digest))\""
    }

    /// Whether it is among those of `If-None-Match`.
    func isKnown(to headers: HTTPFields) -> Bool {
        headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { field in
            let tag = field.withoutBlanksAround
            return tag == "*" || tag == text || tag == "W/\(text)"
        }
    }
}

extension Response {
    /// Bytes of a type with their tag; 304 without them for a client that has them.
    static func tagged(
        _ request: Request,
        _ bytes: ByteBuffer,
        tag: EntityTag? = nil,
        type: String,
        headers: HTTPFields = [:]
    ) -> Response {
        let tag = tag ?? EntityTag(of: bytes.readableBytesView)
        var headers = headers
        headers[.eTag] = tag.text
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-cache" }
        guard !tag.isKnown(to: request.headers) else { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// An object with its tag.
    static func tagged(
        _ request: Request,
        headers: HTTPFields = [:],
        members: (inout JSONWriter) -> Void
    ) -> Response {
        var json = JSONWriter()
        json.object(members)
        return tagged(request, ByteBuffer(bytes: json.bytes), type: "application/json", headers: headers)
    }
}
