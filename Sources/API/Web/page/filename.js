// The name of a file as an element.

import { element } from "../shared/dom.js";
import { readable } from "../shared/names.js";

/** In its own direction, and whole where it is pointed at. */
export function nameElement(name, attributes = {}) {
    const text = readable(name);
    return element("bdi", { class: "name", title: text, ...attributes }, text);
}
