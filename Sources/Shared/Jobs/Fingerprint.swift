// The key of the result cache and of single flight.

import Crypto
import FoundationEssentials

/// SHA-256 over the image's digest, the options with defaults filled in, and the recognition identity, in hexadecimal.
///
/// Equal fingerprints mean that the same text would come out. The image enters as its own SHA-256, which is known
/// once the upload has been streamed.
package struct Fingerprint: Sendable, Hashable {
    package let hex: String

    package init(hex: String) {
        self.hex = hex
    }

    /// Nil where the identity lacks one of the languages.
    package init?(image: String, options: RecognitionOptions, identity: RecognitionIdentity) {
        guard let reader = identity.text(for: options.languages) else { return nil }
        let digest = SHA256.hash(data: Data("\(image)|\(reader)|\(options.canonical)".utf8))
        hex = Hex.encode(digest)
    }
}

extension RecognitionOptions {
    /// Equal for equal options only: what may hold anything stands last.
    fileprivate var canonical: String {
        let dpi = resolution.map(String.init) ?? ""
        return "\(language)|\(pageSegmentation)|\(preprocessing.rawValue)|\(orientation.rawValue)|\(dpi)"
            + "|\(pages?.text ?? "")|\(whitelist ?? "")"
    }
}
