// An uploaded image on its way to the store.

/// The bytes of an image, received whole, with their digest.
///
/// Not yet durable: `JobStore.enqueue` makes them so.
package struct Upload: Sendable {
    package enum Content: Sendable {
        case memory([UInt8])
        /// The path of a file in the store's folder for incoming uploads. Whoever holds the upload removes it with `discard`.
        case file(String)
    }

    /// SHA-256 in hexadecimal.
    package var digest: String
    /// Bytes.
    package var size: Int
    package var content: Content

    package init(digest: String, size: Int, content: Content) {
        self.digest = digest
        self.size = size
        self.content = content
    }
}
