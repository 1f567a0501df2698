// The operators' board: polls `/board/data` and hands it to the parts.

import { latencyChart } from "./latency.js";
import { throughputChart } from "./throughput.js";
import { byID, write } from "./dom.js";
import { figuresView } from "./figures.js";
import { failuresView } from "./failures.js";
import { footView } from "./foot.js";
import { clockSeconds } from "./format.js";
import { jobsView } from "./jobs.js";
import { poll } from "./poll.js";
import { silence, verdict } from "./verdict.js";
import { workersView } from "./workers.js";

// Each is a function of the data, and of whether it is new: where it is not, only the time has gone on.
const parts = [
    figuresView(byID("figures")),
    throughputChart(byID("throughput")),
    latencyChart(byID("waits"), { title: "Wait", note: "until it starts", member: "wait_ms" }),
    latencyChart(byID("runs"), { title: "Run", note: "until it ends", member: "run_ms" }),
    workersView(),
    failuresView(),
    jobsView(),
    footView(byID("foot")),
];

let latest = null;
let latestAt = null;
let answeredAt = null;
let trouble = null;
let countdown;

const ask = poll("/board/data", {
    answered(data) {
        answeredAt = Date.now();
        if (data) {
            latest = data;
            latestAt = answeredAt;
        }
        trouble = null;
        clearInterval(countdown);
        byID("board").hidden = false;
        const time = new Date(Date.parse(latest.time) + answeredAt - latestAt).toISOString();
        parts.forEach((update) => update({ ...latest, time }, data !== null));
        say(verdict(latest));
        pulse("live", `Live · ${clockSeconds(answeredAt)}`);
    },
    failed(failure) {
        trouble = { ...failure, next: Date.now() + failure.wait };
        const tell = () => say(silence(trouble, answeredAt));
        clearInterval(countdown);
        countdown = setInterval(tell, 1000);
        tell();
        pulse("down", failure.status ? `Status ${failure.status}` : "No answer");
    },
    hidden() {
        clearInterval(countdown);
        pulse("still", "Stopped while this tab is in the background");
    },
});

byID("ask").addEventListener("click", ask);

function say({ level, headline, explanation, command = "" }) {
    byID("verdict").dataset.level = level;
    write(byID("headline"), headline);
    write(byID("explanation"), explanation);
    write(byID("command"), command);
    byID("command").hidden = !command;
    byID("ask").hidden = trouble === null;
}

function pulse(state, text) {
    document.body.dataset.pulse = state;
    write(byID("pulse"), text);
}
