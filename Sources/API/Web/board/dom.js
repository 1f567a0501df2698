// Keeps what is shown in step with the data, without touching what did not change.

import { readable, tame } from "../shared/names.js";

export const byID = (id) => document.getElementById(id);

/** Sets the text if it is another one: what is selected stays selected, and a live region does not say it again. */
export function write(node, text) {
    if (node.textContent !== text) node.textContent = text;
}

/** The name of an upload. */
export function writeName(node, filename) {
    write(node, readable(filename));
    node.classList.toggle("soft", tame(filename) === "");
}

/**
 * Shows `items` as children of `parent`. `make()` gives `{node, update(item)}` for a key that was not there before;
 * a key that stays keeps its node, and with it the focus.
 */
export function list(parent, keyOf, make) {
    let views = new Map();
    return (items) => {
        const next = new Map(items.map((item) => [keyOf(item), views.get(keyOf(item)) ?? make()]));
        for (const [key, view] of views) {
            if (!next.has(key)) view.node.remove();
        }
        views = next;
        items.forEach((item, index) => {
            const view = views.get(keyOf(item));
            view.update(item);
            if (parent.children[index] !== view.node) parent.insertBefore(view.node, parent.children[index] ?? null);
        });
    };
}
