// Short ways to read an image in a test.

@testable import Recognition

enum Reading {
    static func recognizer() throws -> Recognizer { try Recognizer(languages: ["eng"]) }

    static func request(
        _ preprocessing: Preprocessing = .auto,
        pageSegmentation: Int = 3,
        pixelLimit: Int = 100_000_000,
        limit: Int = 120_000
    ) -> EngineRequest {
        let options = RecognitionOptions(
            pageSegmentation: pageSegmentation,
            preprocessing: preprocessing,
            pixelLimit: pixelLimit,
        )
        return EngineRequest(options: options, runLimitMilliseconds: limit)
    }

    /// As asked for, with the defaults of ``request(_:pageSegmentation:pixelLimit:limit:)`` for the rest.
    static func request(asking change: (inout RecognitionOptions) -> Void) -> EngineRequest {
        var request = request()
        change(&request.options)
        return request
    }

    static func text(_ image: [UInt8], _ preprocessing: Preprocessing = .auto) throws -> String {
        try recognizer().recognize(image, request: request(preprocessing)).summary.text
    }

    /// The code with which decoding refuses the bytes; nil where it does not.
    static func refusal(of bytes: [UInt8], pixelLimit: Int = 100_000_000) -> RecognitionFailure.Code? {
        do {
            _ = try ImageDecoder.decode(bytes, pixelLimit: pixelLimit, grey: true)
            return nil
        } catch {
            return error.code
        }
    }
}
