// What pages may load and do (Content Security Policy Level 3).

import HTTPTypes

enum ContentPolicy {
    /// For every page: nothing from elsewhere, and no code or style within the page itself.
    static let fields: HTTPFields = [
        .contentSecurityPolicy: """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
        font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """,
        .referrerPolicy: "no-referrer",
    ]
}
