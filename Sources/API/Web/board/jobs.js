// Recent jobs, the newest first, by state.

import { byID, list, write } from "./dom.js";
import { filterView } from "./filter.js";
import { jobRow } from "./job-row.js";

const LIMIT = 20;

export function jobsView() {
    let now = 0;
    const show = list(byID("jobs"), (job) => job.id, () => jobRow(() => now));
    let cursor = null;
    let page = { jobs: [], next_cursor: null };
    let loading = null;

    async function load() {
        const mine = (loading = {});
        const answer = await get(filter.state, cursor);
        if (loading !== mine) return;
        loading = null;
        if (!answer) return;
        page = answer;
        show(page.jobs);
        byID("turn").hidden = page.next_cursor === null && cursor === null;
        byID("older").disabled = page.next_cursor === null;
        byID("newest").disabled = cursor === null;
        byID("no-jobs").hidden = page.jobs.length > 0;
        write(byID("no-jobs"), page.jobs.length ? "" : nothing(filter.state, cursor));
    }

    function turn(to) {
        cursor = to;
        load();
    }

    const filter = filterView(byID("filter"), () => turn(null));
    byID("newest").addEventListener("click", () => turn(null));
    byID("older").addEventListener("click", () => turn(page.next_cursor));

    return (data, isNew) => {
        now = Date.parse(data.time);
        filter.update(data.counts);
        show(page.jobs);
        if (isNew && !loading) load();
    };
}

/** Null where there is no answer: the board says so already. */
async function get(state, cursor) {
    const query = new URLSearchParams({ limit: LIMIT });
    if (state) query.set("state", state);
    if (cursor) query.set("cursor", cursor);
    try {
        const response = await fetch(`/jobs?${query}`, { headers: { Accept: "application/json" } });
        return response.ok ? await response.json() : null;
    } catch {
        return null;
    }
}

function nothing(state, cursor) {
    if (cursor) return "There are no older ones.";
    if (state) return `No job is ${state}.`;
    return "No job is kept. Hand one in on the page “Read”, and it shows up here.";
}
