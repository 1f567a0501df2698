// The workers, and what each does.

import { element } from "../shared/dom.js";
import { duration } from "../shared/format.js";
import { byID, list, write, writeName } from "./dom.js";
import { ago, amount, count } from "./format.js";

export function workersView() {
    let now = 0;
    const show = list(byID("workers"), (worker) => worker.id, () => workerRow(() => now));
    return (data) => {
        now = Date.parse(data.time);
        show([...data.workers].sort(byLifeThenHost));
        byID("no-workers").hidden = data.workers.length > 0;
        const alive = data.workers.filter((worker) => worker.alive).length;
        write(byID("workers-note"), alive ? `${count(alive)} alive, ${amount(data.slots, "slot")}` : "none alive");
    };
}

function byLifeThenHost(one, other) {
    return other.alive - one.alive || one.host.localeCompare(other.host) || one.id.localeCompare(other.id);
}

function workerRow(now) {
    const host = element("bdi", { class: "name" });
    const badge = element("span", { class: "badge" });
    const facts = element("p", { class: "soft small facts" });
    const running = element("ul", { class: "tasks" });
    const free = element("p", { class: "soft small free" });
    const showRunning = list(running, (job) => job.job, runningRow);
    return {
        node: element("li", {}, element("div", { class: "who" }, element("h3", {}, host), badge, facts), running, free),
        update(worker) {
            const idle = worker.slots - worker.running.length;
            write(host, worker.host);
            write(badge, worker.alive ? "alive" : `silent for ${duration(now() - Date.parse(worker.seen_at))}`);
            badge.className = worker.alive ? "badge done" : "badge lost";
            write(facts, [`pid ${worker.pid}`, worker.version, `started ${ago(now() - Date.parse(worker.started_at))}`,
                `${amount(worker.finished, "image")} read`].join(" · "));
            showRunning(worker.running);
            write(free, worker.alive && idle > 0 ? `${count(idle)} of ${amount(worker.slots, "slot")} free` : "");
        },
    };
}

function runningRow() {
    const name = element("bdi");
    const link = element("a", { class: "filename" }, name);
    const tries = element("span", { class: "badge lost" });
    const time = element("span", { class: "time" });
    const bar = element("progress", { max: "1" });
    return {
        node: element("li", {}, link, tries, time, bar),
        update(job) {
            writeName(name, job.filename);
            link.href = `/jobs/${encodeURIComponent(job.job)}`;
            link.title = `${name.textContent}\n${job.job}`;
            write(tries, `try ${job.attempts}`);
            tries.hidden = job.attempts < 2;
            write(time, duration(job.running_s * 1000));
            bar.value = job.progress;
            bar.setAttribute("aria-label", `Progress of ${name.textContent}`);
        },
    };
}
