// A time, minute by minute: the median as a line, from it to the 95th percentile a band.

import { svg } from "../shared/dom.js";
import { duration } from "../shared/format.js";
import { chart } from "./chart.js";
import { clock } from "./format.js";
import { durationTicks } from "./scale.js";

export function latencyChart(figure, { title, note, member }) {
    const known = (minutes) => minutes.filter((minute) => minute[member]);
    const keys = (minute) => [
        ["p50", minute?.[member] ? `p50 ${duration(minute[member].p50)}` : "p50 –"],
        ["p95", minute?.[member] ? `p95 ${duration(minute[member].p95)}` : "p95 –"],
    ];
    return chart(figure, {
        title,
        note,
        ticks: (minutes) => durationTicks(Math.max(4, ...known(minutes).map((minute) => minute[member].p95))),
        label: (value) => (value ? duration(value).replace(".0 ", " ") : "0"),
        isEmpty: (minutes) => !known(minutes).length,
        marks: (minutes, place) => runs(minutes, member).flatMap((run) => band(run, place)),
        keys,
        overview: (minutes) => highest(known(minutes), member),
        summary: (minutes) => summary(title, known(minutes), member),
    });
}

/** Minutes in a row where something ended, as `{index, p50, p95}`. */
function runs(minutes, member) {
    const all = [];
    minutes.forEach((minute, index) => {
        if (!minute[member]) return;
        const point = { index, ...minute[member] };
        if (all.at(-1)?.at(-1).index === index - 1) all.at(-1).push(point);
        else all.push([point]);
    });
    return all;
}

function band(run, { x, y, band: width }) {
    const edge = (value) => run.map((point) => `${x(point.index) + width / 2},${y(point[value])}`);
    if (run.length === 1) return single(run[0], x(run[0].index) + width / 2, y);
    return [
        svg("polygon", { class: "p95", points: [...edge("p95"), ...edge("p50").reverse()].join(" ") }),
        svg("polyline", { class: "p95-edge", points: edge("p95").join(" ") }),
        svg("polyline", { class: "p50", points: edge("p50").join(" ") }),
    ];
}

/** A minute by itself makes no line: a stroke with a dot. */
function single({ p50, p95 }, middle, y) {
    return [
        svg("line", { class: "p95-edge", x1: middle, x2: middle, y1: y(p50), y2: y(p95) }),
        svg("circle", { class: "dot", cx: middle, cy: y(p50), r: 2.5 }),
    ];
}

function highest(minutes, member) {
    if (!minutes.length) return [];
    return [
        ["p50", `p50 up to ${duration(peak(minutes, member, "p50")[member].p50)}`],
        ["p95", `p95 up to ${duration(peak(minutes, member, "p95")[member].p95)}`],
    ];
}

function peak(minutes, member, percentile) {
    return minutes.reduce((best, minute) => (minute[member][percentile] > best[member][percentile] ? minute : best));
}

function summary(title, minutes, member) {
    if (!minutes.length) return `${title}: no job ended in the last hour.`;
    const last = minutes.at(-1);
    const worst = peak(minutes, member, "p95");
    return `${title}: at ${clock(last.time)} half the jobs took up to ${duration(last[member].p50)}`
        + ` and 95 of 100 up to ${duration(last[member].p95)}.`
        + ` The longest 95th percentile was ${duration(worst[member].p95)} at ${clock(worst.time)}.`;
}
