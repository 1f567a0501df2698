// What goes on: the files that were given, how far each is, and the one that is looked at.

import { button, element } from "../shared/dom.js";
import { readable } from "../shared/names.js";
import { documentView } from "./document-view.js";
import { nameElement } from "./filename.js";
import { explain } from "./problem.js";
import { badgeOf, progressOf } from "./progress.js";

export class Workspace {
    #place;
    #again;
    #reading = null;
    #item = null;
    #shown = null;
    #images = new Map();
    #parts;

    /** `again` is told a reading of files that failed and that is wanted once more. */
    constructor(place, again) {
        this.#place = place;
        this.#again = again;
    }

    /** Shows a reading from now on; the one before is left alone. */
    open(reading) {
        this.#reading?.leave();
        for (const url of this.#images.values()) URL.revokeObjectURL(url);
        const given = reading.items.filter(({ file }) => file);
        this.#images = new Map(given.map((item) => [item, URL.createObjectURL(item.file)]));
        this.#reading = reading;
        this.#build(reading);
        this.#place.hidden = false;
        document.body.dataset.view = "work";
        this.#look(reading.items[0]);
        this.#parts.title.focus({ preventScroll: true });
        this.#place.scrollIntoView({ block: "start" });
    }

    update(reading) {
        if (reading !== this.#reading) return;
        this.#showList();
        this.#showItem();
    }

    #build(reading) {
        const title = element("h2", { id: "work-title", tabindex: -1 });
        const status = element("span", { role: "status" });
        const aside = element("span", { class: "soft figures" });
        const bar = element("progress", { max: 1, "aria-label": "Progress" });
        const cancel = button("Cancel", () => reading.cancel(), { class: "cancel" });
        const refusal = element("p", { class: "note", role: "alert", hidden: true });
        const state = element("div", { class: "state" }, element("p", {}, status, " ", aside), cancel, bar, refusal);
        const list = element("ol", { class: "files" });
        const view = element("div", { class: "view" });
        this.#parts = { title, status, aside, bar, cancel, refusal, state, list, view };
        const several = reading.items.length > 1;
        this.#place.replaceChildren(
            element("div", { class: "work-head" }, title),
            state,
            element(
                "div",
                { class: several ? "work-body several" : "work-body" },
                several ? element("nav", { "aria-label": "Files" }, list) : null,
                view,
            ),
        );
    }

    #look(item) {
        this.#item = item;
        this.#shown = null;
        this.#parts.title.replaceChildren(nameElement(item.name));
        document.title = `${readable(item.name)} · Lector`;
        this.#showList();
        this.#showItem();
    }

    #showList() {
        const { list } = this.#parts;
        const focused = [...list.children].findIndex((row) => row.contains(document.activeElement));
        list.replaceChildren(...this.#reading.items.map((item) => this.#row(item)));
        list.children[focused]?.firstChild.focus();
    }

    #row(item) {
        const { text, kind } = badgeOf(this.#reading, item);
        const current = item === this.#item ? "true" : null;
        const opener = button("", () => this.#look(item), { class: "file", "aria-current": current });
        opener.append(nameElement(item.name), element("span", { class: `badge ${kind}` }, text));
        return element("li", {}, opener);
    }

    #showItem() {
        const item = this.#item;
        this.#reading.fetchResult(item);
        this.#showState(item);
        const stage = item.problem ? item.problem : item.result ?? "preview";
        if (stage === this.#shown) return;
        this.#shown = stage;
        this.#parts.view.replaceChildren(this.#viewOf(item));
    }

    #showState(item) {
        const { state, status, aside, bar } = this.#parts;
        const over = item.problem !== undefined || item.result !== undefined;
        state.dataset.over = String(over);
        bar.hidden = over;
        this.#showCancelling();
        if (over) {
            aside.textContent = "";
            status.textContent = item.problem ? explain(item.problem).title : "Read";
            return;
        }
        const { text, share, aside: extra } = progressOf(this.#reading, item);
        if (status.textContent !== text) status.textContent = text;
        aside.textContent = extra ?? (share === null ? "" : `${Math.round(share * 100)} %`);
        if (share === null) bar.removeAttribute("value");
        else bar.value = share;
    }

    #showCancelling() {
        const { cancel, refusal } = this.#parts;
        const { phase, cancelProblem } = this.#reading;
        cancel.hidden = phase === "over";
        refusal.hidden = cancelProblem === null || phase === "over";
        if (refusal.hidden) return;
        const { title, text } = explain(cancelProblem);
        const told = `It could not be cancelled: ${title}. ${text}`;
        if (refusal.textContent !== told) refusal.textContent = told;
    }

    #viewOf(item) {
        if (item.problem) return this.#trouble(item);
        if (item.result) return documentView(item, this.#images.get(item) ?? null);
        return this.#preview(item);
    }

    #preview(item) {
        const url = this.#images.get(item);
        if (url === undefined) return element("div", { class: "preview" });
        const image = element("img", { src: url, alt: "" });
        image.addEventListener("error", () => image.remove());
        return element("div", { class: "preview" }, image);
    }

    #trouble(item) {
        const { title, text } = explain(item.problem);
        const reading = this.#reading;
        const again = item.problem.mayPass && reading.items.every(({ file }) => file)
            ? button("Try again", () => this.#again(reading), { class: "primary" })
            : null;
        const sentence = element("p", { class: "soft" }, text);
        return element("div", { class: "trouble card" }, element("h3", {}, title), sentence, again);
    }
}
