// The quota as header fields: draft-ietf-httpapi-ratelimit-headers-10.

import HTTPTypes

extension RateLimiter.Receipt {
    /// `RateLimit-Policy` and `RateLimit`.
    var fields: HTTPFields {
        [
            .rateLimitPolicy: "\"default\";q=\(quota);w=\(window)",
            .rateLimit: "\"default\";r=\(remaining);t=\(reset)",
        ]
    }
}
