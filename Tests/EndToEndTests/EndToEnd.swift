// All tests with real processes, one after the other.

import Testing

/// Every test here runs a whole service with engines that want a core each: side by side they would only measure how
/// patient the others are.
@Suite(.serialized) enum EndToEnd {}
