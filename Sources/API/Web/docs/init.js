// Starts Swagger UI on the description that the service itself serves.

import { emptyFields } from "./emptyFields.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Swagger UI has a dark theme, and leaves it to the page to ask for it. */
function followTheme() {
    document.documentElement.classList.toggle("dark-mode", dark.matches);
}

followTheme();
dark.addEventListener("change", followTheme);

SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#routes",
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    plugins: [emptyFields],
    // No badge of an outside service.
    validatorUrl: null,
});
