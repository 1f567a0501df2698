// Header names that HTTPTypes does not have.

import HTTPTypes

extension HTTPField.Name {
    static let requestID = checked("X-Request-ID")
    /// W3C Trace Context.
    static let traceParent = checked("traceparent")
    /// HTML, "Server-sent events" (https://html.spec.whatwg.org/multipage/server-sent-events.html).
    static let lastEventID = checked("Last-Event-ID")
    static let referrerPolicy = checked("Referrer-Policy")
    static let accelBuffering = checked("X-Accel-Buffering")
    static let forwardedFor = checked("X-Forwarded-For")
    /// RFC 7239.
    static let forwarded = checked("Forwarded")
    static let realIP = checked("X-Real-IP")
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
