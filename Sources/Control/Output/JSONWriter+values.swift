// Members that commands write often.

import Shared

extension JSONWriter {
    /// Whole milliseconds, or null.
    mutating func member(_ name: String, _ duration: Duration?) {
        member(name, duration?.milliseconds)
    }

    /// `{"code": …, "message": …}`, or null.
    mutating func member(_ name: String, _ failure: JobFailure?) {
        self.name(name)
        guard let failure else { return value(nil as String?) }
        object { error in
            error.member("code", failure.code.rawValue)
            error.member("message", failure.message)
        }
    }

    mutating func array(_ name: String, _ elements: [String], _ write: (String, inout JSONWriter) -> Void) {
        self.name(name)
        array { list in for element in elements { write(element, &list) } }
    }

    /// Objects whose members `write` writes.
    mutating func array<Element>(
        _ name: String,
        _ elements: [Element],
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        self.name(name)
        array { list in for element in elements { list.object { write(element, &$0) } } }
    }
}
