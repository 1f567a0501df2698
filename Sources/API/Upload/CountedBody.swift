// A body with an end.

import HTTPTypes
import Hummingbird
import NIOCore

/// The chunks of a request's body, as many bytes as are allowed.
struct CountedBody {
    private var chunks: RequestBody.AsyncIterator
    private let limit: Int
    private let announced: Int?
    private let tooLarge: APIError
    private var count = 0

    init(_ request: Request, limit: Int, tooLarge: APIError) {
        chunks = request.body.makeAsyncIterator()
        announced = request.contentLength
        self.limit = limit
        self.tooLarge = tooLarge
    }

    /// Nil at the end, which comes where the client said it would.
    mutating func next() async throws(APIError) -> ByteBuffer? {
        guard let chunk = try await receive() else {
            if let announced, count < announced { throw Self.cutShort }
            return nil
        }
        count += chunk.readableBytes
        guard count <= limit else { throw tooLarge }
        return chunk
    }

    private mutating func receive() async throws(APIError) -> ByteBuffer? {
        do {
            return try await chunks.next()
        } catch is BodyStalled {
            throw .invalidRequest("The body stopped half way, and did not go on.")
        } catch {
            // The connection broke, or what came was not HTTP.
            throw Self.cutShort
        }
    }

    private static let cutShort = APIError.invalidRequest("The body ended before it was complete.")
}
