// How far a reading is, in words and as a share.

import { explain } from "./problem.js";

/** `text` changes seldom, so that it can be announced; `share` is 0 to 1, or null where nobody knows. */
export function progressOf(reading, item) {
    if (reading.phase === "sending") {
        const sent = reading.sent < 1;
        return { text: sent ? "Uploading" : "Uploaded; being accepted", share: reading.sent };
    }
    if (reading.phase === "holding") {
        const { title } = explain(reading.holdReason);
        return { text: `${title}. It is sent again by itself.`, aside: `In ${reading.secondsLeft} s`, share: null };
    }
    const { state, progress, queue_position: ahead } = item.job ?? {};
    switch (state) {
        case "queued": return { text: waiting(ahead), share: null };
        case "delayed": return { text: "That went wrong; it is tried again soon", share: null };
        case "running": return { text: "Reading", share: progress > 0 ? progress : null };
        default: return { text: "Fetching the text", share: null };
    }
}

/** An item's state in a list: a word and the badge that fits. */
export function badgeOf(reading, item) {
    if (item.problem) return { text: item.problem.code === "cancelled" ? "Cancelled" : "Failed", kind: "poor" };
    switch (item.job?.state) {
        case "succeeded": return { text: "Read", kind: "good" };
        case "running": return { text: "Reading", kind: "" };
        case undefined: return { text: reading.phase === "holding" ? "Held back" : "Uploading", kind: "" };
        default: return { text: "Waiting", kind: "" };
    }
}

function waiting(ahead) {
    if (!ahead) return "Next in line";
    return ahead === 1 ? "Waiting: one image goes before" : `Waiting: ${ahead} images go before`;
}
