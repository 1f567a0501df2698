// How it stands, in a sentence.

import { duration } from "../shared/format.js";
import { amount, ago, clockSeconds, count } from "./format.js";

const LONG_WAIT_S = 60;
const RECENT_MINUTES = 10;
const TOKEN_PATH = "/board?token=…";

/** `{level, headline, explanation, command?}`. No numbers in the headline: it is read out when it changes. */
export function verdict(data) {
    return withoutWorkers(data) ?? paused(data) ?? failing(data) ?? waitingLong(data) ?? well(data);
}

function withoutWorkers(data) {
    if (data.workers.some((worker) => worker.alive)) return null;
    return {
        level: "poor",
        headline: data.workers.length ? "No worker answers." : "No worker is running.",
        explanation: `Jobs are taken, and wait for one; ${waiting(data)}. To start one:`,
        command: "lector-worker --database data/lector.sqlite",
    };
}

function paused(data) {
    if (!data.paused) return null;
    return {
        level: "fair",
        headline: "The queue is paused.",
        explanation: `Jobs are taken, none is started; ${waiting(data)}. What runs goes on. To open it:`,
        command: "lectorctl queue resume",
    };
}

function failing(data) {
    const recent = data.minutes.slice(-RECENT_MINUTES);
    const failed = recent.reduce((sum, minute) => sum + minute.failed, 0);
    const ended = failed + recent.reduce((sum, minute) => sum + minute.succeeded, 0);
    if (failed < 5 || failed * 4 < ended) return null;
    return {
        level: "poor",
        headline: "Many jobs fail.",
        explanation: `${count(failed)} of ${count(ended)} in the last ten minutes. Why stands under Failures.`,
    };
}

function waitingLong(data) {
    if (!(data.oldest_wait_s >= LONG_WAIT_S)) return null;
    return {
        level: "fair",
        headline: "Jobs wait long.",
        explanation: `The oldest for ${duration(data.oldest_wait_s * 1000)}; ${waiting(data)}. More workers help.`,
    };
}

function well(data) {
    const { queued, running } = data.counts;
    const busy = `${count(running)} of ${amount(data.slots, "slot")} busy`;
    if (queued) return { level: "good", headline: "Working.", explanation: `${busy}; ${waiting(data)}.` };
    if (running) return { level: "good", headline: "Working, and nothing waits.", explanation: `${busy}.` };
    return { level: "good", headline: "Idle.", explanation: `Nothing waits; ${amount(data.slots, "slot")} free.` };
}

function waiting({ counts: { queued } }) {
    return queued ? `${amount(queued, "job")} ${queued === 1 ? "waits" : "wait"}` : "nothing waits yet";
}

/** The same for a board without an answer. `last` is when it had one, or null. */
export function silence({ status, detail, next }, last) {
    const told = detail ? ` “${detail}”` : "";
    const old = last ? ` What stands below is from ${clockSeconds(last)}, ${ago(Date.now() - last)}.` : "";
    const again = next > Date.now() ? ` Asking again in ${Math.ceil((next - Date.now()) / 1000)} s.` : " Asking …";
    if (status === 401 || status === 403 || status === 404) {
        return {
            level: "poor",
            headline: "The board is for operators only.",
            explanation: "Open it on the machine that runs the service, or once with its LECTOR_OPERATOR_TOKEN as "
                + `${TOKEN_PATH}.${old}${again}`,
        };
    }
    return {
        level: "poor",
        headline: status ? "The service is in trouble." : "The service does not answer.",
        explanation: (status ? `It says ${status}.${told}` : "") + old + again,
    };
}
