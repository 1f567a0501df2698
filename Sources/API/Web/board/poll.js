// Asks for one path again and again, as long as somebody looks.

const PERIOD = 2_000;
const LONGEST = 30_000;
const PATIENCE = 10_000;

/**
 * Calls `seen.answered(data)`, with null where nothing changed, `seen.failed({status, detail, wait})`, with status 0
 * where there was no answer at all, and `seen.hidden()`. Gives a function that asks at once.
 */
export function poll(path, seen) {
    let tag = null;
    let failures = 0;
    let asking = false;
    let timer;

    async function ask() {
        clearTimeout(timer);
        if (asking || document.hidden) return;
        asking = true;
        const answer = await get(path, tag);
        asking = false;
        // It is asked again as soon as somebody looks.
        if (document.hidden) return;
        failures = answer.failed ? failures + 1 : 0;
        const wait = Math.min(PERIOD * 2 ** failures, LONGEST);
        timer = setTimeout(ask, wait);
        if (answer.failed) {
            seen.failed({ ...answer, wait });
        } else {
            tag = answer.tag;
            seen.answered(answer.data);
        }
    }

    document.addEventListener("visibilitychange", () => {
        clearTimeout(timer);
        if (document.hidden) seen.hidden();
        else ask();
    });
    ask();
    return ask;
}

async function get(path, tag) {
    try {
        const response = await fetch(path, {
            cache: "no-store",
            headers: tag ? { "If-None-Match": tag } : {},
            signal: AbortSignal.timeout(PATIENCE),
        });
        if (response.status === 304) return { data: null, tag };
        if (!response.ok) return { failed: true, status: response.status, detail: await reason(response) };
        return { data: await response.json(), tag: response.headers.get("ETag") };
    } catch {
        return { failed: true, status: 0, detail: "" };
    }
}

/** What a problem document says, if it is one. */
async function reason(response) {
    try {
        const problem = await response.json();
        return String(problem.detail ?? problem.title ?? "");
    } catch {
        return "";
    }
}
