// What tests saw of the API, one JSON object a line in the file that `LECTOR_RECORD_EXCHANGES` names.

import FoundationEssentials
import Synchronization

package enum Exchanges {
    private struct Exchange: Encodable {
        var method: String
        var path: String
        var status: Int
        var headers: [String: String]
        /// In base64; absent for a stream.
        var body_base64: String?
    }

    private static let path = ProcessInfo.processInfo.environment["LECTOR_RECORD_EXCHANGES"]
    private static let file = Mutex<FileHandleLines?>(nil)

    package static var isRecording: Bool { path != nil }

    package static func record(
        method: String,
        path: String,
        status: Int,
        headers: [(String, String)],
        body: [UInt8]?
    ) {
        let exchange = Exchange(
            method: method,
            path: path,
            status: status,
            headers: Dictionary(headers.map { ($0.0.lowercased(), $0.1) }) { "\($0), \($1)" },
            body_base64: body.map { Data($0).base64EncodedString() }
        )
        guard let name = Self.path, let line = try? JSONEncoder().encode(exchange) else { return }
        file.withLock { file in
            if file == nil { file = FileHandleLines(path: name) }
            file?.write(Array(line))
        }
    }
}
