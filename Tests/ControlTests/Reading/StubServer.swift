// HTTP as a client meets it, with whatever goes wrong on the way.

import NIOCore
import NIOPosix

struct StubRequest: Sendable {
    var method: String
    var uri: String
    /// By lower-case name.
    var headers: [String: String]
    var body: String
    let time = ContinuousClock.now
}

enum StubReply: Sendable {
    case answer(Int, [String: String] = [:], String = "")
    /// The connection ends without an answer.
    case drop
    /// The connection ends in the middle of this body.
    case torn(String)
}

/// An HTTP/1.1 server on the loopback interface.
enum StubServer {
    typealias Answering = @Sendable (StubRequest) async -> StubReply
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Runs `body` with the server's port while the server is there.
    static func run(
        port: Int = 0,
        _ answering: @escaping Answering,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
            }
        let port = server.channel.localAddress?.port ?? 0
        try await server.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask {
                    let outcome: Result<Void, any Error>
                    do { outcome = .success(try await body(port)) } catch { outcome = .failure(error) }
                    // Closed and not cancelled: NIO traps where an accepted connection is never served.
                    try? await server.channel.close()
                    try outcome.get()
                }
                for try await connection in connections {
                    group.addTask { try? await serve(connection, answering) }
                }
                group.cancelAll()
            }
        }
    }

    private static func serve(_ connection: Connection, _ answering: Answering) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var (chunks, bytes) = (inbound.makeAsyncIterator(), [UInt8]())
            while let request = try await request(&chunks, &bytes) {
                switch await answering(request) {
                case .answer(let status, let headers, let body):
                    let fields = headers.map { "\($0): \($1)\r\n" }.joined()
                    let head = "HTTP/1.1 \(status) Stub\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n"
                    try await outbound.write(ByteBuffer(string: head + body))
                case .drop: return
                case .torn(let body):
                    let head = "HTTP/1.1 200 Stub\r\nContent-Length: \(body.utf8.count + 10)\r\n\r\n"
                    return try await outbound.write(ByteBuffer(string: head + body))
                }
            }
        }
    }

    /// Nil at the end of the connection.
    private static func request(
        _ chunks: inout NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ bytes: inout [UInt8]
    ) async throws -> StubRequest? {
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                var request = head(bytes[..<end.lowerBound])
                let length = Int(request.headers["content-length"] ?? "0") ?? 0
                if bytes.count - end.upperBound >= length {
                    request.body = String(decoding: bytes[end.upperBound...].prefix(length), as: UTF8.self)
                    bytes.removeFirst(end.upperBound + length)
                    return request
                }
            }
            guard let chunk = try await chunks.next() else { return nil }
            bytes += chunk.readableBytesView
        }
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> StubRequest {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        return StubRequest(method: words[0], uri: words[1], headers: headers, body: "")
    }
}
