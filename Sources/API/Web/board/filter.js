// Which jobs are shown: one choice for each state, kept in the address.

import { element } from "../shared/dom.js";
import { write } from "./dom.js";
import { count } from "./format.js";

const STATES = ["queued", "running", "delayed", "succeeded", "failed", "cancelled"];

export function filterView(parent, changed) {
    const asked = new URLSearchParams(location.search).get("state");
    const choices = ["", ...STATES].map((state) => choice(state, state === (STATES.includes(asked) ? asked : "")));
    parent.append(...choices.map(({ node }) => node));
    const view = {
        state: choices.find(({ radio }) => radio.checked).radio.value,
        update(counts) {
            for (const { radio, number } of choices) write(number, radio.value ? count(counts[radio.value]) : "");
        },
    };
    parent.addEventListener("change", (event) => {
        view.state = event.target.value;
        history.replaceState(null, "", view.state ? `?state=${view.state}` : location.pathname);
        changed();
    });
    return view;
}

function choice(state, checked) {
    const radio = element("input", { type: "radio", name: "state", value: state, class: "visually-hidden" });
    const number = element("span", { class: "soft" });
    radio.checked = checked;
    return { node: element("label", {}, radio, element("span", {}, state || "all", " ", number)), radio, number };
}
