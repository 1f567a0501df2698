// Jobs a minute, stacked by how they ended.

import { svg } from "../shared/dom.js";
import { chart } from "./chart.js";
import { amount, count } from "./format.js";
import { countTicks } from "./scale.js";

const OUTCOMES = ["succeeded", "failed", "cancelled"];

export function throughputChart(figure) {
    return chart(figure, {
        title: "Throughput",
        note: "jobs a minute",
        ticks: (minutes) => countTicks(Math.max(4, ...minutes.map(ended))),
        label: count,
        isEmpty: (minutes) => !minutes.some(ended),
        marks: (minutes, place) => minutes.flatMap((minute, index) => bar(minute, index, minutes.length, place)),
        keys,
        overview: (minutes) => keys(total(minutes)),
        summary,
    });
}

const ended = (minute) => OUTCOMES.reduce((sum, outcome) => sum + minute[outcome], 0);
const keys = (minute) => OUTCOMES.map((outcome) => [outcome, `${count(minute[outcome])} ${outcome}`]);
const total = (minutes) =>
    Object.fromEntries(OUTCOMES.map((outcome) => [outcome, minutes.reduce((sum, minute) => sum + minute[outcome], 0)]));

/** The minute that is not over is drawn paler. */
function bar(minute, index, length, { x, y, band }) {
    const gap = band > 5 ? 1.5 : 0.75;
    let below = 0;
    return OUTCOMES.filter((outcome) => minute[outcome] > 0).map((outcome) => {
        const bottom = y(below) - (below ? 1 : 0);
        below += minute[outcome];
        return svg("rect", {
            class: index === length - 1 ? `${outcome} open` : outcome,
            x: x(index) + gap / 2,
            width: band - gap,
            y: y(below),
            height: Math.max(1, bottom - y(below)),
        });
    });
}

function summary(minutes) {
    const sums = total(minutes);
    const busiest = minutes.reduce((best, minute) => (ended(minute) > ended(best) ? minute : best));
    if (!ended(busiest)) return "No job ended in the last hour.";
    const parts = OUTCOMES.map((outcome) => `${count(sums[outcome])} ${outcome}`).join(", ");
    return `In the last hour ${parts}; in the busiest minute ${amount(ended(busiest), "job")}.`;
}
