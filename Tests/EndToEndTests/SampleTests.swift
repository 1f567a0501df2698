// The test images through a live service, in all three ways.

import Testing

extension EndToEnd {
    @Suite struct SampleTests {
        @Test func `every test image gives the same text in all three ways`() async throws {
            let images = try (1...37).map(TestImage.load)
            try await Service.run(["LECTOR_SYNC_WAIT": "100s"]) { service in
                var texts: [String] = []
                for image in images {
                    let answer = try await service.post("/extract-text", image)
                    #expect(answer.status == 200, "\(image)")
                    let body = try answer.body
                    #expect(body.success == true)
                    #expect(body.job_id != nil)
                    texts.append(try #require(body.text, "\(image)"))
                }
                let parts = images.map { Part.image($0.bytes, name: "images", filename: $0.filename) }
                let batch = try #require(try await service.post("/batch-extract", parts).body.results)
                #expect(batch.map(\.text) == texts)
                #expect(batch.map(\.filename) == images.map(\.filename))
                #expect(batch.allSatisfy { $0.cached == true })
                for (image, text) in zip(images, texts) {
                    let job = try await service.settledJob(service.makeJob(image.bytes))
                    #expect(job.result?.text == text, "\(image)")
                }
            }
        }

        @Test(arguments: [2, 3, 4, 5, 6, 16, 34, 35])
        func `a clean page is read as it is written`(number: Int) async throws {
            let image = try TestImage.load(number)
            try await Service.run { service in
                let body = try await service.post("/extract-text", image).body
                #expect(words(try #require(body.text)) == words(image.text))
                #expect(try #require(body.confidence) > 0.85)
            }
        }

        @Test func `an image without text has none`() async throws {
            let image = try TestImage.load(36)
            try await Service.run { service in
                let body = try await service.post("/extract-text", image).body
                #expect(body.text == "")
                #expect(body.confidence == 0)
                #expect(body.metadata?.format == "JPEG")
            }
        }

        @Test func `recognitions of one batch run side by side, and bad ones are their own error`() async throws {
            let image = try TestImage.load(5)
            try await Service.run { service in
                let parts = [
                    Part.image(image.variant(1), name: "images", filename: "a.gif"),
                    Part.image(Array("no image".utf8), name: "images", filename: "b.gif"),
                    Part.image(image.variant(2), name: "images", filename: "c.gif"),
                ]
                let answer = try await service.post("/batch-extract", parts)
                #expect(answer.status == 200)
                let results = try #require(try answer.body.results)
                #expect(results.map(\.filename) == ["a.gif", "b.gif", "c.gif"])
                #expect(results.map(\.success) == [true, false, true])
                #expect(results[1].code == "unsupported_format")
                #expect(results[0].text == results[2].text)
            }
        }

        private func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    }
}
