// Follows a job or a batch to its end: by events, and where they do not come by asking again and again.

import { Problem } from "./problem.js";
import { get } from "./service.js";
import { pause } from "./wait.js";

/** A stream that fails so often in a row is given up. */
const patience = 3;

/** Tells `update` each state until the final one. Fails with a `Problem` where the service does not know the path. */
export async function follow(path, update, signal) {
    if (await byEvents(path, update, signal)) return;
    await byAsking(path, update, signal);
}

export function isFinal(body) {
    return body.finished_at !== null;
}

/** Whether it came to the end. */
function byEvents(path, update, signal) {
    return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const source = new EventSource(`${path}/events`);
        let failures = 0;
        const end = (settle, value) => {
            source.close();
            signal.removeEventListener("abort", abort);
            settle(value);
        };
        const abort = () => end(reject, signal.reason);
        const hear = (event) => {
            failures = 0;
            try {
                const body = JSON.parse(event.data);
                update(body);
                if (isFinal(body)) end(resolve, true);
            } catch (error) {
                end(reject, error);
            }
        };
        source.addEventListener("state", hear);
        source.addEventListener("progress", hear);
        source.addEventListener("error", () => {
            failures += 1;
            if (source.readyState === EventSource.CLOSED || failures >= patience) end(resolve, false);
        });
        signal.addEventListener("abort", abort);
    });
}

async function byAsking(path, update, signal) {
    for (;;) {
        const asked = performance.now();
        try {
            const body = await get(`${path}?wait=20`, signal);
            update(body);
            if (isFinal(body)) return;
        } catch (error) {
            if (!(error instanceof Problem) || [404, 410].includes(error.status)) throw error;
        }
        // A service that does not wait is not asked more than once a second.
        await pause(Math.max(0, 1000 - (performance.now() - asked)), signal);
    }
}
