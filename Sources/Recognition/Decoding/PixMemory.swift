// Leptonica's pixel memory, with a note taken when there is none left.
//
// Leptonica answers NULL for every failure alike, and Tesseract does not always check it. So while an image is decoded
// or transformed a failed allocation is remembered, to become `.outOfMemory`; inside Tesseract it ends the process at
// once with ``EngineExit/outOfMemory``, before a null pointer is followed.

import CLeptonica
import Glibc
import Synchronization

enum PixMemory {
    private static let failed = Atomic<Bool>(false)
    private static let reading = Atomic<Bool>(false)

    /// Makes Leptonica allocate pixels here.
    ///
    /// For the whole process; memory allocated before stays valid, as both sides are `malloc`.
    static func install() {
        setPixMemoryManager({ PixMemory.allocate($0) }, { free($0) })
    }

    /// True where an allocation failed since the last call.
    static func takeFailure() -> Bool {
        failed.exchange(false, ordering: .relaxed)
    }

    /// Runs a part of Tesseract, during which a failed allocation ends the process.
    static func insideTesseract<Value>(_ body: () -> Value) -> Value {
        reading.store(true, ordering: .relaxed)
        defer { reading.store(false, ordering: .relaxed) }
        return body()
    }

    private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        if let pointer = malloc(size) { return pointer }
        if reading.load(ordering: .relaxed) { _exit(EngineExit.outOfMemory) }
        failed.store(true, ordering: .relaxed)
        return nil
    }

    /// Whether this much could be had now.
    ///
    /// libjpeg, libpng and giflib report lack of memory as any other error: asking afterwards tells the two apart well
    /// enough.
    static func couldAllocate(bytes: Int) -> Bool {
        guard let probe = malloc(bytes) else { return false }
        free(probe)
        return true
    }
}
