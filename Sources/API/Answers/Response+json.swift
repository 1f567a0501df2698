// JSON answers.

import HTTPTypes
import Hummingbird
import NIOCore
import Shared

extension Response {
    /// An object.
    init(
        _ status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:],
        members: (inout JSONWriter) -> Void
    ) {
        var json = JSONWriter()
        json.object(members)
        var headers = headers
        headers[.contentType] = "application/json"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
