// OpenMP's parallel regions, run on the thread that meets them.
//
// Tesseract opens a parallel region at every step of its LSTM, some thousand times a line. With OMP_THREAD_LIMIT=1 libgomp
// still makes a team of one each time, and a system call to wake the rest of it: 5 to 10 % of what a page takes. What a
// program defines and exports comes before what its libraries do (ELF gABI, "Shared Object Dependencies"), so these stand
// in for libgomp's where the linker was told to export them (exported.list, by the Makefile); elsewhere they are unused.
// Other calls of OpenMP go to libgomp, which finds no team, and that means one thread. The signatures are those of
// libgomp's libgomp_g.h.
#include "one_thread.h"

/// Kept by the linker although no object of the program refers to it.
#define ENTRY_POINT __attribute__((used, retain))

/// Of the sections that this thread is in. Tesseract does not nest them.
static _Thread_local unsigned section, section_count;

ENTRY_POINT void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags) {
    (void)threads, (void)flags;
    body(data);
}

ENTRY_POINT void GOMP_parallel_sections(
    void (*body)(void *), void *data, unsigned threads, unsigned count, unsigned flags) {
    section = 0;
    section_count = count;
    GOMP_parallel(body, data, threads, flags);
}

ENTRY_POINT unsigned GOMP_sections_start(unsigned count) {
    section = 0;
    section_count = count;
    return GOMP_sections_next();
}

ENTRY_POINT unsigned GOMP_sections_next(void) { return section < section_count ? ++section : 0; }

ENTRY_POINT void GOMP_sections_end(void) {}

ENTRY_POINT void GOMP_sections_end_nowait(void) {}
