// From an upload to what its header says.

import Shared

extension Upload {
    /// Bytes in which almost every header ends.
    private static let headerSize = 256 * 1024

    /// Format and size of the image.
    ///
    /// Reads the whole file only where metadata push the size beyond its first quarter of a megabyte.
    func imageInfo() async throws(APIError) -> ImageInfo {
        let start = try await start(Self.headerSize)
        do throws(ImageHeaderError) {
            return try ImageHeader.read(start)
        } catch {
            guard error == .truncated, start.count < size else { throw APIError(error) }
        }
        let whole = try await self.start(size)
        do throws(ImageHeaderError) { return try ImageHeader.read(whole) } catch { throw APIError(error) }
    }

    /// The first bytes, all of them where they are at hand.
    private func start(_ count: Int) async throws(APIError) -> [UInt8] {
        if case .memory(let bytes) = content { return bytes }
        do throws(StoreError) { return try await prefix(count) } catch { throw APIError(error, backlog: .seconds(1)) }
    }
}
