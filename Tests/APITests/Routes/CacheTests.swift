import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Shared
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct CacheTests {
    /// SHA-256 of `Images.png()`, as an upload has it.
    private func fingerprint(_ store: StubStore) async throws -> Fingerprint {
        var receiver = store.uploadReceiver()
        try await receiver.append(ByteBuffer(bytes: Images.png()))
        let digest = try await receiver.finish().digest
        let options = RecognitionOptions(language: "eng")
        return try #require(Fingerprint(image: digest, options: options, identity: .sample))
    }

    private func isKnown(_ client: any TestClientProtocol) async throws -> Bool {
        let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
        #expect(response.status == .ok)
        return response.json.contains(#""cached":true"#) && response.json.contains(#""job_id":null"#)
    }

    /// A server whose status has been read.
    private func test(
        _ store: StubStore,
        _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        store.set(.withWorker)
        try await front(store).application.test(.router) { (client: Client) async throws in
            _ = try await client.execute(uri: "/ready", method: .get)
            try await body(client)
        }
    }

    @Test func `a result in the store is answered without a job`() async throws {
        let store = try StubStore(.leaveQueued)
        store.cache(CachedResult(result: .sample("Known"), freshFor: .seconds(60)), for: try await fingerprint(store))
        try await test(store) { (client: Client) async throws in
            #expect(try await isKnown(client))
        }
        #expect(store.enqueued.isEmpty)
    }

    @Test func `a result that was answered once is answered from memory`() async throws {
        let store = try StubStore(.succeed("Fresh"))
        let fingerprint = try await fingerprint(store)
        store.cache(CachedResult(result: .sample("Known"), freshFor: .seconds(60)), for: fingerprint)
        try await test(store) { (client: Client) async throws in
            #expect(try await isKnown(client))
            store.cache(CachedResult(result: .sample("Other"), freshFor: .seconds(60)), for: fingerprint)
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(response.json.contains("Known"))
        }
    }

    @Test func `a purge reaches the memory`() async throws {
        let store = try StubStore(.succeed("Fresh"))
        let fingerprint = try await fingerprint(store)
        store.cache(CachedResult(result: .sample("Known"), freshFor: .seconds(60)), for: fingerprint)
        try await test(store) { (client: Client) async throws in
            #expect(try await isKnown(client))
            store.cache(CachedResult(result: .sample("Newer"), freshFor: .seconds(60)), for: fingerprint)
            var status = StoreStatus.withWorker
            status.cacheGeneration += 1
            store.set(status)
            _ = try await client.execute(uri: "/ready", method: .get)
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text")
            #expect(response.json.contains("Newer"))
        }
    }

    @Test func `other options are another result`() async throws {
        let store = try StubStore(.succeed("Fresh"))
        store.cache(CachedResult(result: .sample("Known"), freshFor: .seconds(60)), for: try await fingerprint(store))
        try await test(store) { (client: Client) async throws in
            let form = FormBody().file("image", Images.png()).text("psm", "6")
            #expect(try await client.post(form, to: "/extract-text").json.contains("Fresh"))
        }
    }

    @Test func `a job is made even where the result is known`() async throws {
        let store = try StubStore(.succeed("Fresh"))
        store.cache(CachedResult(result: .sample("Known"), freshFor: .seconds(60)), for: try await fingerprint(store))
        try await test(store) { (client: Client) async throws in
            #expect(try await client.post(FormBody().file("image", Images.png()), to: "/jobs").status == .accepted)
        }
        #expect(store.enqueued.count == 1)
        #expect(store.enqueued.first?.fingerprint == (try await fingerprint(store)))
    }

    @Test func `a language that no worker has is refused with those there are`() async throws {
        try await test(try StubStore()) { (client: Client) async throws in
            let response = try await client.post(FormBody().file("image", Images.png()), to: "/extract-text?lang=fra")
            #expect(response.code == "invalid_option")
            #expect(response.json.contains("deu, eng"))
        }
    }
}
