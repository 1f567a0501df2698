// How urgent a job is among its client's.

package enum JobPriority {
    /// 4 goes first.
    package static let range = 0...4
    package static let normal = 2
}
