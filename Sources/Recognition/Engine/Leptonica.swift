// Settings of Leptonica that hold for the whole process.

import CLeptonica

enum Leptonica {
    /// Leptonica describes every damaged image on standard error otherwise.
    static func quieten() {
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }
}
