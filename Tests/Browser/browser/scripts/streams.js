// Notes every stream of events from now on in `window.streams`.
() => {
    window.streams = [];
    window.EventSource = class extends EventSource {
        constructor(...request) {
            super(...request);
            window.streams.push(this);
        }
    };
}
