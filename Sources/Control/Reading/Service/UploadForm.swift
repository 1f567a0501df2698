// A form with one file (RFC 7578), made while it is sent.

import NIOCore
import Shared

struct FormField: Sendable, Equatable {
    var name: String
    var value: String
}

struct UploadForm: Sendable {
    let boundary: String
    private let head: [UInt8]
    private let tail: [UInt8]
    private let file: SourceFile

    init(_ fields: [FormField], file: SourceFile, named name: String) {
        boundary = "lectorctl-" + Hex.encode((0..<16).map { _ in UInt8.random(in: 0...255) })
        var head = ""
        for field in fields {
            head += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value)\r\n"
        }
        head += "--\(boundary)\r\nContent-Disposition: form-data; name=\"image\"; filename=\"\(Self.quoted(name))\"\r\n"
        head += "Content-Type: application/octet-stream\r\n\r\n"
        self.head = Array(head.utf8)
        tail = Array("\r\n--\(boundary)--\r\n".utf8)
        self.file = file
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// Bytes.
    var length: Int64 { Int64(head.count) + file.size + Int64(tail.count) }

    /// As browsers write it; a backslash would be read as a separator of folders.
    static func quoted(_ name: String) -> String {
        name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
            .replacing("\\", with: "_")
    }
}

extension UploadForm: AsyncSequence {
    struct AsyncIterator: AsyncIteratorProtocol {
        private enum Part { case head, file, end }

        private let form: UploadForm
        private var part = Part.head
        private var offset: Int64 = 0

        fileprivate init(_ form: UploadForm) { self.form = form }

        mutating func next() async throws -> ByteBuffer? {
            switch part {
            case .head:
                part = .file
                return ByteBuffer(bytes: form.head)
            case .file:
                let bytes = try await form.file.bytes(at: offset)
                offset += Int64(bytes.count)
                if !bytes.isEmpty, offset <= form.file.size { return ByteBuffer(bytes: bytes) }
                guard offset == form.file.size else {
                    throw ReadFailure.unreadable("the file changed while it was read")
                }
                part = .end
                return ByteBuffer(bytes: form.tail)
            case .end: return nil
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
