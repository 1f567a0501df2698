// OpenMP's entry points for a program whose pages are read by one thread. See one_thread.c.
#pragma once

/// Runs `body` on this thread.
void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);

/// Runs `body`, which takes the sections from 1 to `count` one after the other with `GOMP_sections_next`.
void GOMP_parallel_sections(void (*body)(void *), void *data, unsigned threads, unsigned count, unsigned flags);

/// Begins sections outside a region of their own; returns the first, as `GOMP_sections_next` does.
unsigned GOMP_sections_start(unsigned count);

/// The next section, 0 after the last.
unsigned GOMP_sections_next(void);

void GOMP_sections_end(void);

void GOMP_sections_end_nowait(void);
