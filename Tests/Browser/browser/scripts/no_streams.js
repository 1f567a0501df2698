// Refuses every stream of events from now on, and counts them in `window.streamsRefused`.
() => {
    window.streamsRefused = 0;
    window.EventSource = class extends EventTarget {
        static CLOSED = 2;
        readyState = 2;
        constructor() {
            super();
            window.streamsRefused += 1;
            queueMicrotask(() => this.dispatchEvent(new Event("error")));
        }
        close() {}
    };
}
