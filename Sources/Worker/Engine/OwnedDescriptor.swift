// Descriptors that close by themselves.

import Glibc

/// A descriptor that is closed when it goes, unless it was released.
struct OwnedDescriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }
}

/// Both ends of a pipe or of a pair of sockets.
struct DescriptorPair: ~Copyable {
    let ours: OwnedDescriptor
    let theirs: OwnedDescriptor

    /// Our end, open; theirs is closed.
    consuming func release() -> Int32 { ours.release() }
}
