// A text that was read: its page beside its words.

import { button, element } from "../shared/dom.js";
import { duration } from "../shared/format.js";
import { readable } from "../shared/names.js";
import { percent, verdict } from "./confidence.js";
import { copyButton } from "./copy.js";
import { downloads } from "./downloads.js";
import { legend } from "./legend.js";
import { link } from "./linking.js";
import { pageSwitch } from "./page-switch.js";
import { explain, Problem } from "./problem.js";
import { sheet } from "./sheet.js";
import { textPane } from "./text-pane.js";
import { pagesOf } from "./words.js";

/** `image` is a URL of the image, or null where this page does not have it. */
export function documentView(item, image) {
    const { result, job } = item;
    const pages = pagesOf(result);
    const stage = element("div", { class: "stage" });
    const body = element("div", { class: "text-body" });
    const readout = element("p", { class: "readout", "aria-live": "polite" });
    let shown = 0;

    const show = async (page) => {
        const turn = (shown += 1);
        // Browsers show no more than the first page of a file.
        const own = page.number === 1 ? image : null;
        const seen = page.problem ? null : await sheet(page, own, readable(item.name));
        if (turn !== shown) return;
        const text = textPane(page);
        readout.replaceChildren(page.words.length > 0 ? hint() : "");
        stage.replaceChildren(seen?.element ?? element("p", { class: "soft" }, "This page could not be read."));
        body.replaceChildren(page.problem ? trouble(page.problem) : text.element);
        if (seen === null) return;
        const panes = [
            { root: seen.element, elements: seen.outlines },
            { root: text.element, elements: text.spans },
        ];
        link(page.words, panes, (index) => readout.replaceChildren(...told(page.words[index])));
    };

    const view = element(
        "div",
        { class: "document" },
        element(
            "div",
            { class: "picture", role: "region", "aria-label": "The image" },
            pages.length > 1 ? pageSwitch(pages, show) : null,
            element("div", { class: "look" }, stage, readout),
            element("div", { class: "picture-foot" }, legend(), toggles(stage)),
        ),
        element(
            "div",
            { class: "reading card", role: "region", "aria-labelledby": "text-title" },
            element("h3", { id: "text-title", class: "visually-hidden" }, "The text"),
            judgement(result),
            element("p", { class: "soft small" }, facts(result)),
            element(
                "div",
                { class: "take" },
                copyButton("Copy text", () => result.text.replaceAll("\f", "\n\n"), { class: "primary" }),
                downloads(job),
            ),
            body,
        ),
    );
    show(pages[0]);
    return view;
}

function judgement(result) {
    const kind = result.needs_review ? "verdict review" : "verdict";
    return element("p", { class: kind }, verdict(result, result.words.length));
}

function toggles(stage) {
    const toggle = (text, name) => {
        const made = button(text, () => {
            const on = stage.toggleAttribute(name);
            made.setAttribute("aria-pressed", String(on));
        }, { class: "quiet toggle", "aria-pressed": "false" });
        return made;
    };
    return element("div", { class: "toggles" }, toggle("Enlarge", "data-large"), toggle("Hide outlines", "data-bare"));
}

function hint() {
    return element("span", { class: "soft" }, "Choose a word to find it on both sides.");
}

function told(word) {
    if (word === undefined) return [hint()];
    return [element("b", { class: "name" }, word.text), ` ${percent(word.confidence)} % likely right`];
}

function trouble(problem) {
    const { title, text } = explain(new Problem(problem));
    return element("div", { class: "note" }, element("b", {}, title), " ", text);
}

function facts(result) {
    const { width, height, format } = result.metadata;
    const count = result.words.length;
    const time = result.cached ? "known before" : `read in ${duration(result.processing_time_ms)}`;
    return [`${count} ${count === 1 ? "word" : "words"}`, time, `${format}, ${width} × ${height}`].join(" · ");
}
