// What went wrong, as data and in plain words.

/** A problem document of the service's, or one of our own making, as an error. */
export class Problem extends Error {
    /** `retryAfter` is in seconds, null where the service named no time. */
    constructor({ code, title = "", detail = "", status = 0 }, retryAfter = null) {
        super(detail || title || code);
        Object.assign(this, { code, title, detail, status, retryAfter });
    }

    /** Whether the service asks to try again after a while. */
    get passes() {
        return ["rate_limited", "queue_full", "store_unavailable", "unavailable"].includes(this.code);
    }

    /** Whether the same request may well go through later. */
    get mayPass() {
        return this.passes || byChance.includes(this.code);
    }

    /** Of a success that is not the service's: a proxy that wants a login says 200, too. */
    static noAnswer(status) {
        return new Problem({ code: "unexpected", detail: "The answer is not one of this service's.", status });
    }

    static unreachable() {
        return new Problem({ code: navigator.onLine ? "unreachable" : "offline" });
    }

    /** From an answer that is not a success, whoever gave it: a proxy's has no problem document. */
    static fromAnswer(status, text, retryAfter) {
        const seconds = Number.parseInt(retryAfter ?? "", 10);
        return new Problem({ code: "unexpected", ...document(text), status }, Number.isNaN(seconds) ? null : seconds);
    }
}

const byChance = [
    "offline",
    "unreachable",
    "cancelled",
    "unexpected",
    "internal",
    "recognition_failed",
    "worker_lost",
    "queue_timeout",
];

function document(text) {
    try {
        const parsed = JSON.parse(text);
        return parsed !== null && typeof parsed === "object" ? parsed : {};
    } catch {
        return {};
    }
}

const words = {
    rate_limited: ["Too many requests just now", null],
    payload_too_large: ["That is too large", null],
    image_too_large: ["The image has too many pixels", null],
    unsupported_format: ["This is no image that Lector reads", null],
    unsupported_media_type: ["This is no image that Lector reads", null],
    invalid_image: ["The image is damaged", null],
    invalid_option: ["An option does not fit", null],
    recognition_timeout: ["Reading took too long", "Try a smaller image, or fewer pages at a time."],
    out_of_memory: ["Reading took too much memory", "Try a smaller image, or fewer pages at a time."],
    recognition_failed: ["Reading failed", "That is not your fault. Try again, or another image."],
    worker_lost: ["Reading failed", "That is not your fault. Try again, or another image."],
    queue_full: ["The service is busy", "Too many images wait to be read. Try again in a while."],
    queue_timeout: ["The service is busy", "The image waited for too long. Try again in a while."],
    store_unavailable: ["The service is not available", "Try again in a while."],
    unavailable: ["The service is not available", null],
    not_found: ["This is not known here any more", "The service has no job of this name. It may have been deleted."],
    expired: ["This has expired", "Texts are deleted some time after they were read. Give Lector the image again."],
    cancelled: ["Cancelled", "Nothing was read."],
    offline: ["You are offline", "Try again once you are connected."],
    unreachable: ["The service cannot be reached", "Look at your connection, and try again."],
    too_large_perhaps: ["The upload was cut off", "Most likely the file is larger than this service takes."],
};

/** A headline and a sentence. */
export function explain(problem) {
    const [title, text] = words[problem.code] ?? [problem.title || "Something went wrong", null];
    return { title, text: text ?? (problem.detail || `The service answered with status ${problem.status}.`) };
}
