// Names that strangers gave to files.

import { element } from "./dom.js";

/** Marks that change the direction of text around them, and controls such as newlines. */
const unruly = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** A name on one line, in its own direction; never without something to see. */
export function readable(name) {
    return (name ?? "").replace(unruly, " ").trim() || "Unnamed image";
}

export function nameElement(name, attributes = {}) {
    const text = readable(name);
    return element("bdi", { class: "name", title: text, ...attributes }, text);
}
