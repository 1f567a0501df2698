// Elements, made in one expression. Text always goes in as text: nothing here parses HTML.

const namespace = "http://www.w3.org/2000/svg";

/** An element with attributes and children. What is `false`, `null` or `undefined` is left out. */
export function element(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
export function svg(tag, attributes = {}, ...children) {
    return filled(document.createElementNS(namespace, tag), attributes, children);
}

export function button(text, action, attributes = {}) {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", action);
    return made;
}

function filled(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === true) node.setAttribute(name, "");
        else if (isThere(value)) node.setAttribute(name, value);
    }
    node.append(...children.filter(isThere));
    return node;
}

function isThere(value) {
    return value !== false && value !== null && value !== undefined;
}
