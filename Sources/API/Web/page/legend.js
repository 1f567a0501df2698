// What the outlines mean.

import { element, svg } from "../shared/dom.js";
import { levels } from "./confidence.js";

export function legend() {
    return element("ul", { class: "legend", "aria-label": "What the outlines mean" }, ...levels.map(entry));
}

function entry({ name, label, hint }) {
    const sample = svg(
        "svg",
        { viewBox: "0 0 24 14", class: "legend-sample", "aria-hidden": "true" },
        svg("rect", { x: 2, y: 2, width: 20, height: 10, class: `outline ${name}` }),
    );
    return element("li", {}, sample, element("span", {}, label), element("span", { class: "soft" }, hint));
}
