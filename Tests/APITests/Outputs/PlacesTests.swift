import TestSupport
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct PlacesTests {
    @Test func `who comes too much is refused, who waits gets a place in turn`() async throws {
        let places = Places(count: 1, queue: 1)
        #expect(await places.take())
        async let second = places.take()
        #expect(try await eventually { places.waiting == 1 })
        #expect(await !places.take())
        places.give()
        #expect(await second)
        places.give()
        #expect(await places.take())
    }

    @Test func `who gives up leaves the queue, and takes no place`() async throws {
        let places = Places(count: 1, queue: 2)
        #expect(await places.take())
        let waiting = Task { await places.take() }
        #expect(try await eventually { places.waiting == 1 })
        waiting.cancel()
        #expect(await !waiting.value)
        #expect(places.waiting == 0)
        places.give()
        #expect(await places.take())
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            return await places.take()
        }
        late.cancel()
        #expect(await !late.value)
    }
}
