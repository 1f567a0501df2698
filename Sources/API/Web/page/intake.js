// How images come in: chosen, dropped anywhere on the page, or pasted.

/** Tells `take` the files of every gift, and `refuse` that there were none. */
export function listen(form, take, refuse) {
    const input = form.elements.image;
    input.multiple = true;
    input.required = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("change", () => {
        const files = [...input.files];
        // So that choosing the same file again is a change, too.
        input.value = "";
        if (files.length > 0) take(files);
    });
    listenToDrops(take, refuse);
    document.addEventListener("paste", (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        take(files.map(named));
    });
}

function listenToDrops(take, refuse) {
    const mark = (over) => document.body.toggleAttribute("data-dragging", over);
    document.addEventListener("dragover", (event) => {
        event.preventDefault();
        mark(true);
    });
    document.addEventListener("dragleave", (event) => {
        if (event.relatedTarget === null) mark(false);
    });
    document.addEventListener("drop", (event) => {
        event.preventDefault();
        mark(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) take(files);
        else refuse("That was no file. Save the image first, or copy and paste it.");
    });
}

/** Browsers call all that is pasted `image.png`. */
function named(file) {
    if (file.name !== "image.png") return file;
    return new File([file], "Pasted image.png", { type: file.type });
}
