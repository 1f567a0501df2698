// Failed jobs of the last hour by reason.

import { element } from "../shared/dom.js";
import { tame } from "../shared/names.js";
import { byID, list, write } from "./dom.js";
import { ago, amount, count } from "./format.js";

export function failuresView() {
    let now = 0;
    const show = list(byID("failures"), (failure) => failure.code, () => failureRow(() => now));
    return (data) => {
        now = Date.parse(data.time);
        show(data.failures);
        const jobs = data.failures.reduce((sum, failure) => sum + failure.jobs, 0);
        write(byID("failures-note"), jobs ? `${amount(jobs, "job")} in the last hour` : "");
        byID("no-failures").hidden = jobs > 0;
    };
}

function failureRow(now) {
    const jobs = element("span", { class: "count" });
    const title = element("h3");
    const code = element("code");
    const time = element("time");
    const message = element("bdi", { class: "name" });
    return {
        node: element(
            "li", { class: "failure" }, jobs, title,
            element("p", { class: "soft small" }, code, " · newest ", time),
            element("p", { class: "small" }, message),
        ),
        update(failure) {
            write(jobs, count(failure.jobs));
            write(title, failure.title);
            write(code, failure.code);
            time.dateTime = failure.last_at;
            write(time, ago(now() - Date.parse(failure.last_at)));
            write(message, tame(failure.last_message ?? ""));
        },
    };
}
