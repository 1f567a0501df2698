// A page's text, each word of it on its own.

import { element } from "../shared/dom.js";
import { level } from "./confidence.js";
import { pieces } from "./words.js";

/** The element, and the span of each word by its index; a word that is not found in the text has none. */
export function textPane(page) {
    const spans = [];
    const paragraphs = [[[]]];
    for (const { text, index } of pieces(page.text, page.words)) {
        if (index === null) {
            addGap(paragraphs, text);
        } else {
            spans[index] = span(text, index, page.words[index]);
            paragraphs.at(-1).at(-1).push(spans[index]);
        }
    }
    const first = spans.find((each) => each !== undefined);
    if (first !== undefined) first.tabIndex = 0;
    const parts = paragraphs
        .filter((lines) => lines.some((line) => line.length > 0))
        .map((lines) => element("p", {}, ...lines.map((line) => element("span", { class: "line" }, ...line))));
    return { element: element("div", { class: "text", dir: "auto" }, ...parts), spans };
}

/** What stands between words: a new line for each line's end, a new paragraph for each empty line. */
function addGap(paragraphs, text) {
    text.split("\n").forEach((part, number) => {
        if (number > 0) {
            const lines = paragraphs.at(-1);
            if (lines.at(-1).length > 0) lines.push([]);
            else startParagraph(paragraphs);
        }
        if (part !== "") paragraphs.at(-1).at(-1).push(part);
    });
}

function startParagraph(paragraphs) {
    paragraphs.at(-1).pop();
    paragraphs.push([[]]);
}

function span(text, index, word) {
    return element("span", { class: `word ${level(word.confidence)}`, tabindex: -1, "data-index": index }, text);
}
