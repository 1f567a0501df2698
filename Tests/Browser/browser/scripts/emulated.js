// Whether the window has this width and this theme by now.
(width, dark) =>
    matchMedia(`(width: ${width}px)`).matches && matchMedia("(prefers-color-scheme: dark)").matches === dark
