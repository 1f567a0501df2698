// Problem documents (RFC 9457).

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// An error as a client gets it.
struct Problem: Equatable {
    var status: HTTPResponse.Status
    /// For programs; the same as long as the API is.
    var code: String
    /// The same for every problem of its code.
    var title: String
    var detail: String
    /// Headers that go with it.
    var headers: HTTPFields = [:]

    var response: Response {
        var json = JSONWriter()
        json.object { problem in write(to: &problem) }
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }

    /// The members, without braces around them.
    func write(to json: inout JSONWriter) {
        json.member("success", false)
        json.member("type", "urn:lector:problem:\(code)")
        json.member("title", title)
        json.member("status", status.code)
        json.member("detail", detail)
        json.member("code", code)
    }
}
