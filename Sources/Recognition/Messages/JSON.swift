// The one place that knows which JSON coder frames use.

import FoundationEssentials

enum JSON {
    /// The message types hold nothing that JSON cannot say: no NaN, no infinity.
    ///
    /// Were that broken, the other side would find an empty header and report `FrameError.badHeader`.
    static func encode(_ value: some Encodable) -> [UInt8] {
        guard let data = try? JSONEncoder().encode(value) else { return [] }
        return [UInt8](data)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(FrameError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .badHeader
        }
    }
}
