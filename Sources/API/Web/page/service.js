// The service's requests. All fail with a `Problem`.

import { Problem } from "./problem.js";

/** The JSON at a path. */
export async function get(path, signal) {
    return ask(path, { signal });
}

export async function remove(path) {
    return ask(path, { method: "DELETE" });
}

async function ask(path, request) {
    let answer, text;
    try {
        answer = await fetch(path, { headers: { Accept: "application/json" }, cache: "no-cache", ...request });
        text = await answer.text();
    } catch (error) {
        if (error.name === "AbortError") throw error;
        throw Problem.unreachable();
    }
    if (!answer.ok) throw Problem.fromAnswer(answer.status, text, answer.headers.get("Retry-After"));
    return parsed(text, answer.status);
}

function parsed(text, status) {
    try {
        return JSON.parse(text);
    } catch {
        throw Problem.noAnswer(status);
    }
}

/** Bytes that every service takes, unless it was told otherwise. */
const usualLimit = 10 * 1024 * 1024;

/**
 * Sends files to `POST /jobs` and gives the path of what was made, with its first state. `progress` is told the share
 * that was sent. The key makes sending again after a lost answer harmless.
 */
export function upload(files, options, key, progress, signal) {
    const form = new FormData();
    for (const [name, value] of Object.entries(options)) form.append(name, value);
    for (const file of files) form.append(files.length > 1 ? "images" : "image", file, file.name);
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", "/jobs");
        request.setRequestHeader("Accept", "application/json");
        request.setRequestHeader("Idempotency-Key", `"${key}"`);
        request.upload.addEventListener("progress", (event) => {
            if (event.lengthComputable) progress(event.loaded / event.total);
        });
        request.addEventListener("load", () => {
            try {
                resolve(made(request, files));
            } catch (error) {
                reject(error);
            }
        });
        request.addEventListener("error", () => reject(cutOff(files)));
        signal.addEventListener("abort", () => {
            request.abort();
            reject(signal.reason);
        });
        request.send(form);
    });
}

function made(request, files) {
    const { status, responseText: text } = request;
    if (status !== 202) throw Problem.fromAnswer(status, text, request.getResponseHeader("Retry-After"));
    const body = parsed(text, status);
    const kind = files.length > 1 ? "batches" : "jobs";
    return { path: request.getResponseHeader("Location") ?? `/${kind}/${body.id}`, body };
}

/** A service that refuses a body it has not read closes the connection, and browsers then hide its answer. */
function cutOff(files) {
    const large = files.some((file) => file.size > usualLimit);
    return navigator.onLine && large ? new Problem({ code: "too_large_perhaps" }) : Problem.unreachable();
}

/** A name for a request. `crypto.randomUUID` is only there on secure origins. */
export function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
