// Files of many pages.

import FoundationEssentials
import NIOHTTP1
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct DocumentTests {
        private static let count = 20

        private func document() throws -> [UInt8] {
            TIFFDocument.make(of: try TestImage.load(9).bytes, pages: Self.count)
        }

        @Test func `twenty pages come back in order, each with its confidence, and tell how far they are`() async throws
        {
            let document = try document()
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let id = try await service.makeJob(document, filename: "letter.tiff")
                var shares: [Double] = []
                let job = try await eventually("the job is final", within: .seconds(90)) {
                    let body = try await service.get("/jobs/\(id)").body
                    if let share = body.progress, share != shares.last { shares.append(share) }
                    return body.state == "succeeded" ? body : nil
                }
                let pages = try #require(job.result?.pages)
                #expect(pages.map(\.page) == Array(1...Self.count))
                #expect(pages.allSatisfy { ($0.confidence ?? 0) > 0.5 && $0.text == pages[0].text })
                #expect(job.result?.text?.split(separator: "\u{0C}").count == Self.count)
                #expect(shares == shares.sorted())
                #expect(shares.count > 5)
            }
        }

        @Test func `a document that is cancelled at its fifth page frees its engine within a second`() async throws {
            let document = try document()
            try await Service.run(["LECTOR_WORKERS": "1"]) { service in
                let id = try await service.makeJob(document, filename: "letter.tiff")
                try await eventually("the fifth page is being read", within: .seconds(60)) {
                    try await service.get("/jobs/\(id)").body.progress ?? 0 >= 4.0 / Double(Self.count)
                }
                let engine = try #require(service.engines.first)
                #expect(try await service.delete("/jobs/\(id)").status == 200)
                try await eventually("the engine is gone", within: .seconds(1)) { !Processes.isAlive(engine) }
                #expect(try await service.post("/extract-text", TestImage.load(5)).status == 200)
            }
        }

        @Test func `only the pages asked for are read, and words say which page they are on`() async throws {
            let document = try document()
            try await Service.run { service in
                let parts = [Part.image(document), .field("pages", "2,20"), .field("detail", "words")]
                let body = try await service.post("/extract-text", parts).body
                #expect(body.pages?.map(\.page) == [2, 20])
                #expect(Set(try #require(body.words).map(\.page)) == [2, 20])
                let refused = try await service.post("/extract-text", [.image(document), .field("pages", "21-30")])
                #expect(refused.status == 400)
                #expect(try refused.body.code == "invalid_option")
                #expect(try refused.body.detail == "The file has 20 pages, and none of those asked for.")
            }
        }
    }
}
