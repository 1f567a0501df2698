// A word in the image and the same word in the text are one: what points at either marks both.

import { neighbour } from "./neighbour.js";

/**
 * Links the elements of two panes, by index of the word. `tell` is told the index of the word that is pointed at, or
 * null. In each pane one word can be tabbed to; arrows go on from there, Enter goes over to the other pane.
 */
export function link(words, panes, tell) {
    let chosen = null;
    let near = null;

    const mark = (index, name, on) => {
        if (index === null) return;
        for (const { elements } of panes) elements[index]?.classList.toggle(name, on);
    };

    const hover = (index) => {
        if (index === near) return;
        mark(near, "near", false);
        near = index;
        mark(near, "near", true);
        tell(near ?? chosen);
    };

    const choose = (index, from) => {
        mark(chosen, "chosen", false);
        for (const { elements } of panes) {
            setStop(elements[chosen], false);
            setStop(elements[index], true);
        }
        chosen = index;
        mark(chosen, "chosen", true);
        for (const pane of panes) {
            if (pane !== from) reveal(pane.elements[index]);
        }
        tell(chosen);
    };

    const keys = (event, pane) => {
        const index = indexOf(event.target);
        if (index === null || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "Enter") {
            panes.find((other) => other !== pane).elements[index]?.focus();
        } else {
            const next = neighbour(words, index, event.key, (at) => pane.elements[at] !== undefined);
            if (next === null) return;
            pane.elements[next].focus();
        }
        event.preventDefault();
    };

    for (const pane of panes) {
        pane.root.addEventListener("pointerover", (event) => hover(indexOf(event.target)));
        pane.root.addEventListener("pointerleave", () => hover(null));
        pane.root.addEventListener("click", (event) => {
            const index = indexOf(event.target);
            if (index !== null) choose(index, pane);
        });
        pane.root.addEventListener("focusin", (event) => {
            const index = indexOf(event.target);
            if (index !== null) choose(index, pane);
        });
        pane.root.addEventListener("keydown", (event) => keys(event, pane));
    }
}

function indexOf(target) {
    const index = target.dataset?.index;
    return index === undefined ? null : Number(index);
}

function setStop(word, on) {
    if (word === undefined) return;
    word.setAttribute("tabindex", on ? "0" : "-1");
    if (word.hasAttribute("aria-selected")) word.setAttribute("aria-selected", String(on));
}

function reveal(word) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    word?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: calm ? "auto" : "smooth" });
}
