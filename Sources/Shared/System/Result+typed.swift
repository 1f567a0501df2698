// Results of calls that throw errors of one type.

extension Result {
    /// What a call comes to.
    package init(_ body: () throws(Failure) -> Success) {
        do throws(Failure) { self = .success(try body()) } catch { self = .failure(error) }
    }

    /// What an asynchronous call comes to.
    package init(_ body: () async throws(Failure) -> Success) async {
        do throws(Failure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
