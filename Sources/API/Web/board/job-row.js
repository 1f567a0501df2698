// One job as a row of the table.

import { element } from "../shared/dom.js";
import { duration } from "../shared/format.js";
import { tame } from "../shared/names.js";
import { write, writeName } from "./dom.js";
import { ago, count, fullTime } from "./format.js";

/** `now()` is the server's time. */
export function jobRow(now) {
    const badge = element("span", { class: "badge" });
    const name = element("bdi");
    const link = element("a", { class: "filename" }, name);
    const error = element("bdi");
    const code = element("code");
    const why = element("p", { class: "small why" }, code, " ", error);
    const time = element("time");
    const cells = Object.fromEntries(COLUMNS.map(({ label, kind }) => [label, cell(label, kind)]));
    cells.State.append(badge);
    cells.File.append(link, why);
    cells["Handed in"].append(time);
    return {
        node: element("tr", { role: "row" }, ...Object.values(cells)),
        update(job) {
            write(badge, job.cached ? "from the cache" : job.state);
            badge.className = `badge ${job.state}`;
            writeName(name, job.filename);
            link.href = `/jobs/${encodeURIComponent(job.id)}`;
            link.title = `${name.textContent}\n${job.id}`;
            why.hidden = !job.error;
            write(code, job.error?.code ?? "");
            write(error, tame(job.error?.detail ?? ""));
            write(cells.Client, job.client ?? NONE);
            write(cells.Priority, count(job.priority));
            write(cells.Tries, count(job.attempts));
            time.dateTime = job.created_at;
            time.title = fullTime(job.created_at);
            write(time, ago(now() - Date.parse(job.created_at)));
            write(cells.Waited, waited(job, now()));
            write(cells.Ran, ran(job, now()));
            cells.Ran.classList.toggle("none", cells.Ran.textContent === NONE);
        },
    };
}

const NONE = "–";

const COLUMNS = [
    { label: "State", kind: "state" },
    { label: "File", kind: "file" },
    { label: "Client", kind: "client" },
    { label: "Priority", kind: "number" },
    { label: "Tries", kind: "number" },
    { label: "Handed in", kind: "number" },
    { label: "Waited", kind: "number" },
    { label: "Ran", kind: "number" },
];

/** On a phone the row is a card, and `data-label` stands before the value. */
function cell(label, kind) {
    return element("td", { role: "cell", class: kind, "data-label": label });
}

function waited(job, now) {
    const end = job.started_at ?? job.finished_at;
    return between(job.created_at, end ? Date.parse(end) : now);
}

function ran(job, now) {
    if (!job.started_at || job.state === "queued" || job.state === "delayed") return NONE;
    return between(job.started_at, job.finished_at ? Date.parse(job.finished_at) : now);
}

const between = (start, end) => duration(Math.max(0, end - Date.parse(start)));
