// Time that passes, unless one has stopped waiting for it.

/** Resolves after so many milliseconds; rejects once the signal aborts. */
export function pause(milliseconds, signal) {
    return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener("abort", stop);
            resolve();
        }, milliseconds);
        signal.addEventListener("abort", stop, { once: true });
    });
}

/** Counts down from so many seconds, telling `tick` each of them. */
export async function countDown(seconds, tick, signal) {
    for (let left = seconds; left > 0; left -= 1) {
        tick(left);
        await pause(1000, signal);
    }
}
