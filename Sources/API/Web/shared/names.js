// Names and other texts that strangers gave.

/** Marks that change the direction of text around them, and controls such as newlines. */
const unruly = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** A text on one line; empty where there is nothing to see. */
export function tame(text) {
    return (text ?? "").replace(unruly, " ").trim();
}

/** The name of an upload; never without something to see. */
export function readable(name) {
    return tame(name) || "Unnamed image";
}
