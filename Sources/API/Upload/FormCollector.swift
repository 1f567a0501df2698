// Makes files and texts of a form's parts as they come.

import NIOCore
import Shared

/// Holds what has been received.
///
/// Whoever has one that is not `finish`ed discards it.
struct FormCollector {
    private enum Part {
        case file(UploadReceiver, filename: String?, size: Int)
        /// A file that is too large: the rest of it is passed over.
        case rest
        case text(name: String, bytes: [UInt8])
    }

    /// No option is longer.
    private static let textLimit = 1024

    /// Settled by the first file.
    private(set) var field: FileField
    private let limits: Settings.Limits
    private let store: any JobStore
    private var part: Part?
    private(set) var files: [ReceivedFile] = []
    private(set) var texts: [(name: String, value: String)] = []

    init(field: FileField, limits: Settings.Limits, store: any JobStore) {
        (self.field, self.limits, self.store) = (field, limits, store)
    }

    mutating func take(_ event: MultipartEvent) async throws(APIError) {
        switch event {
        case .part(let headers): try begin(headers)
        case .data(let bytes): try await append(bytes)
        case .partEnd: try await end()
        case .end: break
        }
    }

    private mutating func begin(_ headers: PartHeaders) throws(APIError) {
        if field.names.contains(headers.name) {
            if field == .either, let settled = FileField(rawValue: headers.name) { field = settled }
            try beginFile(named: headers.filename)
        } else if headers.filename != nil {
            let found = "There is a file in a field named '\(headers.name.prefix(64))'."
            throw .invalidRequest("\(found) Files go into fields named '\(field.names.joined(separator: "' or '"))'.")
        } else {
            part = .text(name: headers.name, bytes: [])
        }
    }

    /// A file that came in no field is an `image`.
    mutating func beginFile(named filename: String?) throws(APIError) {
        if field == .either { field = .image }
        let limit = field == .image ? 1 : limits.batch
        guard files.count < limit else {
            throw field == .image
                ? .invalidRequest("There is more than one field 'image'. Several files go into fields 'images'.")
                : .tooManyFiles(limit: limit)
        }
        part = .file(store.uploadReceiver(), filename: filename, size: 0)
    }

    mutating func append(_ bytes: ByteBuffer) async throws(APIError) {
        switch part {
        case .file(var receiver, let filename, let size):
            let size = size + bytes.readableBytes
            guard size <= limits.upload else { return try await refuseFile(receiver, filename) }
            part = nil
            do throws(StoreError) {
                try await receiver.append(bytes)
            } catch {
                await receiver.discard()
                throw APIError(error, backlog: .seconds(1))
            }
            part = .file(receiver, filename: filename, size: size)
        case .text(let name, let value):
            guard value.count + bytes.readableBytes <= Self.textLimit else {
                throw .invalidOption("The field '\(name.prefix(64))' is too long.")
            }
            part = .text(name: name, bytes: value + bytes.readableBytesView)
        case .rest, nil: break
        }
    }

    mutating func end() async throws(APIError) {
        switch part {
        case .file(var receiver, let filename, let size):
            part = nil
            try await add(&receiver, filename, isEmpty: size == 0)
        case .text(let name, let bytes):
            texts.append((name, String(decoding: bytes, as: UTF8.self)))
        case .rest, nil: break
        }
        part = nil
    }

    /// To be called after the last part.
    func finish() throws(APIError) {
        guard files.isEmpty else { return }
        throw .invalidRequest("There is no file in a field named '\(field.names.joined(separator: "' or '"))'.")
    }

    /// Removes whatever has been received.
    func discard() async {
        if case .file(let receiver, _, _) = part { await receiver.discard() }
        for file in files { await file.discard() }
    }

    private mutating func add(
        _ receiver: inout UploadReceiver,
        _ filename: String?,
        isEmpty: Bool
    ) async throws(APIError) {
        if isEmpty { return try refuse(.invalidRequest("The file is empty."), filename) }
        do throws(StoreError) {
            files.append(ReceivedFile(filename: filename, content: .success(try await receiver.finish())))
        } catch {
            await receiver.discard()
            throw APIError(error, backlog: .seconds(1))
        }
    }

    private mutating func refuseFile(_ receiver: UploadReceiver, _ filename: String?) async throws(APIError) {
        part = .rest
        await receiver.discard()
        try refuse(.fileTooLarge(limit: limits.upload), filename)
    }

    /// One bad file is the end of a request for one, and an item's error in a batch.
    private mutating func refuse(_ error: APIError, _ filename: String?) throws(APIError) {
        if field == .image { throw error }
        files.append(ReceivedFile(filename: filename, content: .failure(error)))
    }
}
