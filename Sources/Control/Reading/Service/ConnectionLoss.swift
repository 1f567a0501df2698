// Errors of connections in words.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

enum ConnectionLoss {
    static func text(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError: text(error)
        case let error as IOError: SystemError.text(error.errnoCode)
        case let error as HTTPClientError: error.shortDescription.lowercased()
        case let error as ChannelError where error == .eof || error == .alreadyClosed: "the connection ended"
        default: "\(error)"
        }
    }

    private static func text(_ error: NIOConnectionError) -> String {
        if let first = error.connectionErrors.first { return text(first.error) }
        return error.dnsAError == nil && error.dnsAAAAError == nil ? "\(error)" : "no such host"
    }
}
