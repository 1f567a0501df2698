// Folders for tests.

import Glibc

enum TemporaryFolder {
    /// A new folder under the system's folder for temporary files; nil where none can be made.
    static func make() -> String? {
        var template = Array("/tmp/lector-test-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
            return String(cString: base)
        }
    }
}
