// Results of asynchronous calls.

extension Result {
    /// What an asynchronous call comes to.
    package init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
