// This browser's recent jobs: their ids and names, and nothing else of them.

const place = "lector.recent";
const most = 12;

export function recentJobs() {
    try {
        const jobs = JSON.parse(localStorage.getItem(place) ?? "[]");
        return Array.isArray(jobs) ? jobs.filter((job) => typeof job?.id === "string") : [];
    } catch {
        return [];
    }
}

export function remember(jobs) {
    const ids = new Set(jobs.map((job) => job.id));
    store([...jobs, ...recentJobs().filter((job) => !ids.has(job.id))].slice(0, most));
}

export function forget(id) {
    store(recentJobs().filter((job) => job.id !== id));
}

export function forgetAll() {
    store([]);
}

/** A browser that keeps nothing for us is no reason not to read. */
function store(jobs) {
    try {
        localStorage.setItem(place, JSON.stringify(jobs));
    } catch {
        return;
    }
}
