// Puts the page together.

import { copyButton } from "./copy.js";
import { listen } from "./intake.js";
import { chosenOptions, fillLanguages } from "./options.js";
import { forget, remember } from "./recent.js";
import { showRecent } from "./recent-list.js";
import { Reading } from "./reading.js";
import { Workspace } from "./workspace.js";

const form = document.getElementById("intake");
const note = document.getElementById("intake-note");
const recent = document.getElementById("recent");
const workspace = new Workspace(document.getElementById("work"), ({ items }) => read(items.map(({ file }) => file)));

function read(files) {
    note.hidden = true;
    const reading = Reading.ofFiles(files, (changed) => workspace.update(changed));
    workspace.open(reading);
    reading.send(chosenOptions(form), (items) => {
        remember(items.filter(({ job }) => job.id).map(({ name, job }) => ({ id: job.id, name })));
        showRecent(recent, reopen);
    });
}

function reopen(job) {
    note.hidden = true;
    const reading = Reading.ofJob(job, (changed) => {
        workspace.update(changed);
        if (changed.items.some(({ problem }) => problem?.status === 404 || problem?.status === 410)) {
            forget(job.id);
            showRecent(recent, reopen);
        }
    });
    workspace.open(reading);
    reading.reopen();
}

function refuse(text) {
    note.textContent = text;
    note.hidden = false;
}

document.documentElement.classList.add("with-scripts");
// Without scripts they would be sent empty.
form.querySelector("fieldset").disabled = false;
listen(form, read, refuse);
showRecent(recent, reopen);
const command = document.getElementById("curl");
command.textContent = `curl -F image=@page.png ${location.origin}/extract-text`;
document.getElementById("curl-copy").replaceWith(
    copyButton("Copy command", () => command.textContent, { class: "quiet" }),
);
// Without the list there is still the service's own language.
fillLanguages(form).catch(() => {});
