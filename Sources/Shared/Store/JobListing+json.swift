// A listed job as JSON, for `lectorctl` and the operators' routes.

extension JobListing {
    /// Writes the members, without braces around them; a failure is left to the caller.
    package func write(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("state", state.rawValue)
        json.member("client", client)
        json.member("priority", priority)
        json.member("filename", filename)
        json.member("attempts", attempts)
        json.member("progress", progress)
        json.member("created_at", RFC3339.text(createdAt))
        json.member("started_at", startedAt.map(RFC3339.text))
        json.member("finished_at", finishedAt.map(RFC3339.text))
        json.member("cached", isCached)
        json.member("worker", worker)
    }
}
