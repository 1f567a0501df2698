// Receiving uploads.

import FoundationEssentials
import NIOCore
import Testing

@testable import Shared

@Suite struct UploadTests {
    @Test func `a small upload stays in memory`() async throws {
        let bench = try Bench()
        let store = try Backend.sqlite.open(bench)
        var receiver = store.uploadReceiver()
        try await receiver.append(ByteBuffer(string: "ab"))
        try await receiver.append(ByteBuffer(string: "c"))
        let upload = try await receiver.finish()
        #expect(upload.size == 3)
        #expect(upload.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        guard case .memory(let bytes) = upload.content else {
            Issue.record("three bytes need no file")
            return
        }
        #expect(bytes == Array("abc".utf8))
    }

    @Test func `a large upload goes through a file, whole, and leaves nothing behind`() async throws {
        let bench = try Bench()
        let store = try Backend.sqlite.open(bench)
        var receiver = store.uploadReceiver()
        var sent: [UInt8] = []
        for index in 0..<50 {
            let chunk = [UInt8](repeating: UInt8(index), count: 65_536)
            sent += chunk
            try await receiver.append(ByteBuffer(bytes: chunk))
        }
        let upload = try await receiver.finish()
        guard case .file(let path) = upload.content else {
            Issue.record("3 MB are no longer kept in memory")
            return
        }
        #expect(upload.size == sent.count)
        #expect(try await upload.prefix(70_000) == Array(sent.prefix(70_000)))
        var submission = try await bench.submission("x", store)
        submission.upload = upload
        _ = try await store.enqueue(submission)
        #expect(try await store.image(of: store.expectClaim()) == sent)
        #expect(!File.exists(path))
    }

    @Test func `a discarded upload leaves nothing behind`() async throws {
        let bench = try Bench()
        let store = try Backend.sqlite.open(bench)
        for finishes in [true, false] {
            var receiver = store.uploadReceiver()
            try await receiver.append(ByteBuffer(repeating: 1, count: 3_000_000))
            if finishes { try await receiver.finish().discard() } else { await receiver.discard() }
        }
        #expect(try File.names(in: bench.folder + "/uploads/incoming").isEmpty)
    }
}
