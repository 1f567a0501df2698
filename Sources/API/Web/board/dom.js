// Small helpers around the document. Whatever a stranger wrote goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export const byID = (id) => document.getElementById(id);

/** An HTML element. Strings among the children become text. */
export function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
}

/** Sets the text if it is another one: what is selected stays selected, and a live region does not say it again. */
export function write(node, text) {
    if (node.textContent !== text) node.textContent = text;
}

/** What a stranger wrote, on one line: marks that turn the text around them, and controls, become spaces. */
export const tame = (text) => text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ").trim();

/** The name of an upload; never without something to see. */
export function writeName(node, filename) {
    const name = tame(filename ?? "");
    write(node, name || "Unnamed image");
    node.classList.toggle("soft", !name);
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
