// One upload and what becomes of it: files go up, jobs are followed, results are fetched.

import { follow, isFinal } from "./follow.js";
import { Problem } from "./problem.js";
import { get, newKey, remove, upload } from "./service.js";
import { countDown } from "./wait.js";

/** Seconds. Who is told to wait longer is not kept waiting: it is left to them. */
const longestWait = 120;

/**
 * Its `items` are the files, in order; each has a `name`, the `file` itself where this page was given it, and as it
 * goes on a `job` with its state, a `result` or a `problem`. `phase` is `sending`, `holding` (until `secondsLeft` are
 * over it is not sent again), `reading` or `over`. `cancelProblem` is why it could not be cancelled, or null. Whoever
 * made it is told of every change.
 */
export class Reading {
    #stop = new AbortController();
    #changed;
    #path = null;

    constructor(items, changed) {
        this.items = items;
        this.phase = "sending";
        this.sent = 0;
        this.secondsLeft = 0;
        this.cancelProblem = null;
        this.#changed = changed;
    }

    static ofFiles(files, changed) {
        return new Reading(files.map((file) => ({ name: file.name, file })), changed);
    }

    /** What was read before. */
    static ofJob({ id, name }, changed) {
        const reading = new Reading([{ name, job: { id } }], changed);
        reading.#path = `/jobs/${id}`;
        return reading;
    }

    async send(options, accepted) {
        const files = this.items.map((item) => item.file);
        await this.#run(async (signal) => {
            const { path, body } = await this.#sendPatiently(files, options, signal);
            this.#path = path;
            this.#take(body);
            accepted(this.items);
            await this.#followToEnd(body, signal);
        });
    }

    async reopen() {
        await this.#run(async (signal) => {
            const job = await get(this.#path, signal);
            this.#take(job);
            await this.#followToEnd(job, signal);
        });
    }

    /** Stops what goes on here and at the service. */
    async cancel() {
        if (this.#path === null) {
            this.leave();
            this.#fail(new Problem({ code: "cancelled" }));
            return;
        }
        this.cancelProblem = null;
        try {
            this.#take(await remove(this.#path));
        } catch (error) {
            if (!(error instanceof Problem)) throw error;
            // 409: it ended meanwhile, and the events say how.
            if (error.status === 409) return;
            this.cancelProblem = error;
            this.#changed(this);
        }
    }

    /** Stops to look. What was accepted is read all the same. */
    leave() {
        this.#stop.abort();
    }

    /** An item's words, asked for once. */
    async fetchResult(item) {
        if (item.result !== undefined || item.problem || item.fetching || item.job?.state !== "succeeded") return;
        item.fetching = true;
        try {
            const job = await get(`/jobs/${item.job.id}?detail=words`, this.#stop.signal);
            item.job = job;
            item.result = job.result;
        } catch (error) {
            if (!(error instanceof Problem)) return;
            item.problem = error;
        } finally {
            item.fetching = false;
        }
        this.#changed(this);
    }

    async #run(work) {
        try {
            await work(this.#stop.signal);
            this.phase = "over";
            this.#changed(this);
        } catch (error) {
            if (this.#stop.signal.aborted) return;
            if (!(error instanceof Problem)) throw error;
            this.#fail(error);
        }
    }

    async #sendPatiently(files, options, signal) {
        const key = newKey();
        for (;;) {
            this.phase = "sending";
            try {
                return await upload(files, options, key, (share) => this.#progress(share), signal);
            } catch (error) {
                const wait = error.passes ? error.retryAfter : null;
                if (wait === null || wait > longestWait) throw error;
                this.holdReason = error;
                this.phase = "holding";
                await countDown(wait, (left) => this.#hold(left), signal);
            }
        }
    }

    #progress(share) {
        this.sent = share;
        this.#changed(this);
    }

    #hold(left) {
        this.secondsLeft = left;
        this.#changed(this);
    }

    async #followToEnd(body, signal) {
        if (!isFinal(body)) await follow(this.#path, (state) => this.#take(state), signal);
    }

    #take(body) {
        this.phase = isFinal(body) ? "over" : "reading";
        (body.jobs ?? [body]).forEach((job, index) => takeJob(this.items[index], job));
        this.#changed(this);
    }

    #fail(problem) {
        this.phase = "over";
        for (const item of this.items) {
            if (item.result === undefined) item.problem ??= problem;
        }
        this.#changed(this);
    }
}

function takeJob(item, job) {
    item.job = job;
    // One that was told before stays the same, so that what shows it is left alone.
    if (job.state === "cancelled") item.problem ??= new Problem({ code: "cancelled" });
    else if (job.state === "expired") item.problem ??= new Problem({ code: "expired" });
    else if (job.error) item.problem ??= new Problem(job.error);
}
