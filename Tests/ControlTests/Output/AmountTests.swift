// Ages, spans and sizes.

import Testing

@testable import Control

@Suite struct AmountTests {
    @Test(arguments: [
        (-5, "0s"), (0, "0s"), (12, "12s"), (59, "59s"), (60, "1m00s"), (192, "3m12s"), (3599, "59m59s"),
        (3600, "1h00m"), (7500, "2h05m"), (86_399, "23h59m"), (86_400, "1d00h"), (273_600, "3d04h"),
    ])
    func `an age has two units at most`(seconds: Int, text: String) {
        #expect(Duration.seconds(seconds).age == text)
    }

    @Test(arguments: [(0, "0ms"), (631, "631ms"), (1000, "1.0s"), (2449, "2.4s"), (9999, "9.9s"), (10_000, "10s")])
    func `a span tells milliseconds while they matter`(milliseconds: Int, text: String) {
        #expect(Duration.milliseconds(milliseconds).span == text)
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1 kB"), (1_048_575, "1023 kB"), (1_048_576, "1.0 MB"),
            (1_500_000, "1.4 MB"), (1_073_741_824, "1.0 GB"), (1_610_612_736, "1.5 GB"),
        ] as [(Int64, String)]
    )
    func `sizes count as the settings do`(bytes: Int64, text: String) {
        #expect(Bytes.text(bytes) == text)
    }

    @Test(arguments: ["", "x", "24", "-1h", "h", "1y"]) func `what is no time is refused`(text: String) {
        #expect(throws: (any Error).self) { try Time.parse(text) }
    }

    @Test func `times are what settings call times`() throws {
        #expect(try Time.parse("24h") == .seconds(86_400))
        #expect(try Time.parse("500ms") == .milliseconds(500))
    }
}
