// What else an operator may want to know.

import { duration } from "../shared/format.js";
import { write } from "./dom.js";
import { bytes, count } from "./format.js";

export function footView(parent) {
    return (data) => {
        write(parent, [
            data.service_time_ms === null ? "Nothing was read yet" : `An image takes ${duration(data.service_time_ms)}`,
            `write-ahead log ${bytes(data.log_bytes)}`,
            `${count(Object.values(data.counts).reduce((sum, jobs) => sum + jobs, 0))} jobs kept`,
            "read-only: lectorctl changes things",
        ].join(" · "));
    };
}
