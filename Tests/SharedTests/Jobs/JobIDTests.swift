// Job ids.

import FoundationEssentials
import Testing

@testable import Shared

@Suite struct JobIDTests {
    @Test func `an id is a version 7 UUID that tells when it was made`() throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000.123)
        let id = JobID(now: now)
        let uuid = try #require(UUID(uuidString: id.description))
        #expect(uuid.uuid.6 >> 4 == 7)
        #expect(uuid.uuid.8 >> 6 == 0b10)
        #expect(abs(id.createdAt.timeIntervalSince(now)) < 0.001)
        #expect(JobID(id.description) == id)
        #expect(JobID(id.description.uppercased()) == id)
    }

    @Test func `ids are ordered by time and never alike`() {
        let earlier = JobID(now: Date(timeIntervalSince1970: 1000))
        let later = JobID(now: Date(timeIntervalSince1970: 1000.001))
        #expect(earlier.description < later.description)
        let many = (0..<1000).map { _ in JobID(now: Date(timeIntervalSince1970: 1000)) }
        #expect(Set(many).count == 1000)
    }

    @Test(arguments: [
        "", "x", "0190163d-8694-4395-8d4f-5c2a9e6e2c3d", "0190163d-8694-7395-8d4f-5c2a9e6e2c3",
        "0190163d869473958d4f5c2a9e6e2c3d",
        "0190163d-8694-7395-8d4f-5c2a9e6e2c3g", "../../../../etc/passwd", "０190163d-8694-7395-8d4f-5c2a9e6e2c3d",
    ])
    func `what is no version 7 UUID is no id`(text: String) {
        #expect(JobID(text) == nil)
    }
}
