// What every chart of the last hour shares: title, axes, a read-out by pointer and by arrow keys.

import { element, svg } from "../shared/dom.js";
import { write } from "./dom.js";
import { clock } from "./format.js";

const HEIGHT = 168;
const LEFT = 46;
const BOTTOM = 22;
const TOP = 8;

/**
 * Builds a chart in `figure`; gives a function that shows minutes.
 *
 * `kind` has `title` and `note`; `ticks(minutes)`, the values with a line; `label(value)`, the text of a line;
 * `isEmpty(minutes)`; `marks(minutes, place)`, SVG nodes; `keys(minute)`, the read-out of a minute as `[class, text]`;
 * `overview(minutes)`, the same for the hour; `summary(minutes)`, the hour in words.
 */
export function chart(figure, kind) {
    const when = element("span", { class: "when" });
    const keys = element("p", { class: "keys" });
    const summary = element("p", { class: "visually-hidden", id: `${figure.id}-summary` });
    const drawing = svg("svg", { height: HEIGHT, "aria-hidden": "true" });
    const plot = element("div", {
        class: "plot",
        role: "slider",
        tabindex: "0",
        "aria-label": `${kind.title}, minute by minute`,
        "aria-valuemin": "1",
        "aria-describedby": summary.id,
    }, drawing);
    figure.append(
        element(
            "figcaption", {},
            element("h3", {}, kind.title), element("span", { class: "soft small" }, kind.note), when,
        ),
        keys,
        plot,
        summary,
    );

    let minutes = [];
    let chosen = null;

    function draw() {
        if (!plot.clientWidth || !minutes.length) return;
        const isEmpty = kind.isEmpty(minutes);
        const place = placing(plot.clientWidth, minutes, isEmpty ? [0] : kind.ticks(minutes));
        drawing.setAttribute("width", plot.clientWidth);
        drawing.replaceChildren(...grid(place, kind.label), ...hours(place, minutes), ...pointer(place, chosen),
            ...(isEmpty ? nothing(place) : kind.marks(minutes, place)));
        readOut();
        write(summary, kind.summary(minutes));
    }

    function readOut() {
        const minute = minutes[chosen];
        const pairs = minute ? kind.keys(minute) : kind.overview(minutes);
        const now = chosen === minutes.length - 1 ? ", so far" : "";
        write(when, minute ? clock(minute.time) + now : "Last hour");
        keys.replaceChildren(...pairs.map(([name, text]) => element("span", { class: `key ${name}` }, text)));
        const shown = minute ?? minutes.at(-1);
        const words = kind.keys(shown).map(([, text]) => text).join(", ");
        plot.setAttribute("aria-valuemax", minutes.length);
        plot.setAttribute("aria-valuenow", (chosen ?? minutes.length - 1) + 1);
        plot.setAttribute("aria-valuetext", `${clock(shown.time)}: ${words}`);
    }

    function choose(index) {
        if (index === chosen) return;
        chosen = index;
        draw();
    }

    function point(event) {
        const x = event.clientX - plot.getBoundingClientRect().left - LEFT;
        const index = Math.floor((x / (plot.clientWidth - LEFT)) * minutes.length);
        choose(index >= 0 && index < minutes.length ? index : null);
    }

    plot.addEventListener("pointerdown", point);
    plot.addEventListener("pointermove", point);
    // What a finger chose stays until another place is touched.
    plot.addEventListener("pointerleave", (event) => {
        if (event.pointerType !== "touch") choose(null);
    });
    plot.addEventListener("blur", () => choose(null));
    plot.addEventListener("keydown", (event) => {
        const index = step(event.key, chosen ?? minutes.length, minutes.length - 1);
        if (index === undefined) return;
        event.preventDefault();
        choose(index);
    });
    new ResizeObserver(draw).observe(plot);

    return (data) => {
        if (data.minutes === minutes) return;
        minutes = data.minutes;
        draw();
    };
}

/** The minute that a key leads to from `index`; null for none, undefined for a key that means nothing here. */
function step(key, index, last) {
    switch (key) {
        case "ArrowLeft": case "ArrowDown": return Math.max(0, index - 1);
        case "ArrowRight": case "ArrowUp": return Math.min(last, index + 1);
        case "PageDown": return Math.max(0, index - 10);
        case "PageUp": return Math.min(last, index + 10);
        case "Home": return 0;
        case "End": return last;
        case "Escape": return null;
        default: return undefined;
    }
}

/** Where things stand: `x(index)` is the left edge of a minute, `band` its width. */
function placing(width, minutes, ticks) {
    const band = (width - LEFT) / minutes.length;
    const base = HEIGHT - BOTTOM;
    const top = ticks.at(-1) || 1;
    return {
        width, band, base, ticks,
        x: (index) => LEFT + index * band,
        y: (value) => base - (Math.min(value, top) / top) * (base - TOP),
    };
}

function grid({ width, base, ticks, y }, label) {
    return ticks.flatMap((tick) => [
        svg("line", { class: y(tick) === base ? "axis" : "grid", x1: LEFT, x2: width, y1: y(tick), y2: y(tick) }),
        svg("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, label(tick)),
    ]);
}

/** A label for each quarter of an hour, unless it would be cut off. */
function hours({ width, x, band, base }, minutes) {
    return minutes.flatMap(({ time }, index) => {
        const middle = x(index) + band / 2;
        if (new Date(time).getMinutes() % 15 || middle > width - 18 || middle < LEFT + 12) return [];
        return [svg("text", { x: middle, y: base + 17, "text-anchor": "middle" }, clock(time))];
    });
}

function nothing({ width, base }) {
    const middle = { x: (LEFT + width) / 2, y: (TOP + base) / 2, "text-anchor": "middle" };
    return [svg("text", { class: "nothing", ...middle }, "No job ended in the last hour.")];
}

function pointer({ x, band, base }, chosen) {
    if (chosen === null) return [];
    return [svg("rect", { class: "pointer", x: x(chosen), width: band, y: TOP, height: base - TOP })];
}
