// The list of recent jobs.

import { button, element } from "../shared/dom.js";
import { readable } from "../shared/names.js";
import { nameElement } from "./filename.js";
import { forget, forgetAll, recentJobs } from "./recent.js";

/** Shows the list in `place`, or hides it where it is empty. `open` is told the job that is wanted. */
export function showRecent(place, open) {
    const jobs = recentJobs();
    place.hidden = jobs.length === 0;
    place.replaceChildren(
        element(
            "div",
            { class: "recent-head" },
            element("h2", { id: "recent-title" }, "Read lately"),
            button("Forget all", () => {
                forgetAll();
                showRecent(place, open);
            }, { class: "quiet" }),
        ),
        element("p", { class: "soft small" }, "Known to this browser only, until the service deletes them."),
        element("ul", { class: "recent-list" }, ...jobs.map((job) => row(job, place, open))),
    );
}

function row(job, place, open) {
    const opener = button("", () => open(job), { class: "recent-open" });
    const since = element("time", { class: "soft", datetime: time(job.id).toISOString() }, ago(job.id));
    opener.append(nameElement(job.name), since);
    const dismiss = button("×", () => {
        forget(job.id);
        showRecent(place, open);
        // The focus goes on to the next; without one, to where the list was.
        (place.querySelector(".recent-open") ?? document.getElementById("main")).focus();
    }, { class: "quiet recent-forget", "aria-label": `Forget ${readable(job.name)}` });
    return element("li", {}, opener, dismiss);
}

/** An id tells when it was made: a UUID of version 7 starts with the milliseconds. */
function time(id) {
    return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) || 0);
}

function ago(id) {
    const minutes = Math.round((time(id) - Date.now()) / 60_000);
    const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
    if (minutes > -1) return "just now";
    if (minutes > -60) return words.format(minutes, "minute");
    return words.format(Math.round(minutes / 60), "hour");
}
