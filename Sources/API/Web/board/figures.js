// The queue in six figures.

import { element } from "../shared/dom.js";
import { duration } from "../shared/format.js";
import { write } from "./dom.js";
import { amount, count, share } from "./format.js";

export function figuresView(parent) {
    const cells = FIGURES.map(({ label }) => {
        const value = element("dd", { class: "value" });
        const note = element("dd", { class: "note" });
        parent.append(element("div", {}, element("dt", {}, label), value, note));
        return { value, note };
    });
    return (data) => {
        FIGURES.forEach((figure, index) => {
            write(cells[index].value, figure.value(data));
            write(cells[index].note, figure.note(data));
        });
    };
}

const FIGURES = [
    {
        label: "Waiting",
        value: ({ counts }) => count(counts.queued),
        note: ({ counts, slots, service_time_ms: time }) => {
            if (!counts.queued || !slots || time === null) return "in the queue";
            return `about ${duration((counts.queued * time) / slots)} of work`;
        },
    },
    {
        label: "Oldest waits",
        value: ({ oldest_wait_s: wait }) => (wait === null ? "–" : duration(wait * 1000)),
        note: ({ clients_waiting: clients }) => (clients ? `${amount(clients, "client")} in line` : "nobody in line"),
    },
    {
        label: "Running",
        value: ({ counts }) => count(counts.running),
        note: ({ slots }) => (slots ? `of ${amount(slots, "slot")}` : "no slots"),
    },
    {
        label: "Delayed",
        value: ({ counts }) => count(counts.delayed),
        note: () => "to be tried again",
    },
    {
        label: "Done, last hour",
        value: ({ minutes }) => count(sum(minutes, "succeeded")),
        note: ({ minutes }) => `${count(rate(minutes))} a minute lately`,
    },
    {
        label: "Failed, last hour",
        value: ({ minutes }) => count(sum(minutes, "failed")),
        note: ({ minutes }) => {
            const failed = sum(minutes, "failed");
            const ended = failed + sum(minutes, "succeeded");
            return ended ? `${share(failed, ended)} of what ended` : "nothing ended";
        },
    },
];

const sum = (minutes, outcome) => minutes.reduce((total, minute) => total + minute[outcome], 0);

/** Over the last five minutes that are over. */
function rate(minutes) {
    const recent = minutes.slice(-6, -1);
    return Math.round(sum(recent, "succeeded") / Math.max(1, recent.length));
}
