// Reading settings: precedence, units, and what is refused.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct SettingsTests {
    private func read(_ arguments: [String] = [], _ environment: [String: String] = [:]) async throws -> Settings {
        try await Settings.read(arguments: arguments, environment: environment)
    }

    @Test func `with nothing set everything has its default`() async throws {
        #expect(try await read() == Settings())
        #expect(Settings().limits.upload == 10_485_760)
    }

    @Test func `the command line goes over the environment, and that over the file`() async throws {
        let file = try #require(TemporaryFolder.make()) + "/lector.json"
        let text = #"{"http": {"host": "::1", "port": 1}, "language": "deu", "rate": {"limit": "off"}}"#
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        let settings = try await read(
            ["--http-port", "3", "--config=\(file)"],
            ["LECTOR_HTTP_PORT": "2", "LECTOR_LANGUAGE": "fra", "HOME": "x"]
        )
        #expect(settings.http.port == 3)
        #expect(settings.language == "fra")
        #expect(settings.http.host == "::1")
        #expect(settings.limits.rate == nil)
    }

    @Test func `PORT is honoured, and our own name goes over it`() async throws {
        #expect(try await read([], ["PORT": "9000"]).http.port == 9000)
        #expect(try await read([], ["PORT": "9000", "LECTOR_HTTP_PORT": "9001"]).http.port == 9001)
    }

    @Test func `units are understood`() async throws {
        let settings = try await read(
            [],
            [
                "LECTOR_UPLOAD_LIMIT": "1.5MB", "LECTOR_REQUEST_LIMIT": "2048", "LECTOR_PIXEL_LIMIT": "40MP",
                "LECTOR_SYNC_WAIT": "250ms", "LECTOR_RETENTION": "7d", "LECTOR_RATE_LIMIT": "5/second",
                "LECTOR_WORKERS": "0", "LECTOR_KEEP_UPLOADS": "with-job", "LECTOR_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
            ]
        )
        #expect(settings.limits.upload == 1_572_864)
        #expect(settings.limits.request == 2048)
        #expect(settings.limits.pixels == 40_000_000)
        #expect(settings.times.syncWait == .milliseconds(250))
        #expect(settings.times.retention == .seconds(604_800))
        #expect(settings.limits.rate == RateLimit(count: 5, period: .seconds(1)))
        #expect(settings.workers.local == 0)
        #expect(settings.keepUploads == .withJob)
        #expect(settings.http.trustedProxies.count == 2)
    }

    @Test(arguments: [
        ("LECTOR_HTTP_PORT", "80a"), ("LECTOR_HTTP_PORT", "65536"), ("PORT", "x"), ("LECTOR_RATE_LIMIT", "10"),
        ("LECTOR_RATE_LIMIT", "0/minute"), ("LECTOR_SYNC_WAIT", "30"), ("LECTOR_SYNC_WAIT", "0s"),
        ("LECTOR_UPLOAD_LIMIT", "-1MB"), ("LECTOR_UPLOAD_LIMIT", "10XB"), ("LECTOR_SLOTS", "0"),
        ("LECTOR_WORKERS", "many"), ("LECTOR_LANGUAGE", "../x"), ("LECTOR_KEEP_UPLOADS", "no"),
        ("LECTOR_LOG_LEVEL", "loud"), ("LECTOR_TRUSTED_PROXIES", "10.0.0.0/33"), ("LECTOR_OPERATOR_TOKEN", "short"),
        ("LECTOR_NO_SUCH_SETTING", "1"), ("LECTOR_DATABASE", ""),
    ])
    func `a bad value is refused by name`(name: String, value: String) async throws {
        let error = await #expect(throws: SettingsError.self) { try await read([], [name: value]) }
        #expect(error?.description.contains(name) == true)
    }

    @Test(arguments: ["--htpt-port=1", "--config=/no/such/file"])
    func `a bad argument is refused`(argument: String) async throws {
        await #expect(throws: SettingsError.self) { try await read([argument]) }
    }

    @Test func `address ranges contain what they should`() throws {
        let range = try #require(AddressRange("10.1.0.0/20"))
        #expect(range.contains("10.1.15.255"))
        #expect(!range.contains("10.1.16.0"))
        #expect(range.contains("::ffff:10.1.0.1"))
        #expect(!range.contains("not an address"))
        let six = try #require(AddressRange("2001:db8::/33"))
        #expect(six.contains("2001:db8:7fff::1"))
        #expect(!six.contains("2001:db8:8000::1"))
        #expect(try #require(AddressRange("192.0.2.1")).contains("192.0.2.1"))
        #expect(AddressRange("192.0.2.1/-1") == nil)
        #expect(AddressRange("example.org") == nil)
    }
}
