// Header names that HTTPTypes does not have.

import HTTPTypes

extension HTTPField.Name {
    static let requestID = checked("X-Request-ID")
    static let forwardedFor = checked("X-Forwarded-For")
    /// draft-ietf-httpapi-idempotency-key-header-07.
    static let idempotencyKey = checked("Idempotency-Key")
    /// RFC 7240.
    static let prefer = checked("Prefer")
    /// RFC 7240 §3.
    static let preferenceApplied = checked("Preference-Applied")
    /// draft-ietf-httpapi-ratelimit-headers-10.
    static let rateLimit = checked("RateLimit")
    /// draft-ietf-httpapi-ratelimit-headers-10.
    static let rateLimitPolicy = checked("RateLimit-Policy")

    private static func checked(_ name: String) -> HTTPField.Name {
        guard let checked = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return checked
    }
}
