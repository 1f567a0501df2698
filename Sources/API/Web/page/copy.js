// A button that copies.

import { button } from "../shared/dom.js";

const shownFor = 2000;

/** `text` is asked at the click. What came of it stands on the button, and is announced. */
export function copyButton(label, text, attributes = {}) {
    const made = button(label, async () => {
        made.textContent = (await copy(text())) ? "Copied" : "Could not copy";
        clearTimeout(timer);
        timer = setTimeout(() => (made.textContent = label), shownFor);
    }, { "aria-live": "polite", ...attributes });
    let timer;
    return made;
}

/** The clipboard's own interface is only there on secure origins. */
export async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return copyBySelection(text);
    }
}

function copyBySelection(text) {
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    before?.focus();
    return copied;
}
