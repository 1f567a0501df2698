// A bare libtesseract loop: what pages a second through the service are compared with.
//
//   tesseract_loop LANGUAGE PROCESSES MODE FILE...
//
// MODE is the page segmentation mode: 3 finds columns and tables, as the tesseract command and the service do; 6 takes the
// page for one block, as the C API does where nobody asks for anything else. Each process has one warm engine and does what reading a page takes and nothing else: load the file, decode, one
// recognition pass, text and confidence. The processes take from one list, so that none waits for another. Loading the
// engine and a first page that warms it are not timed. Prints pages, seconds, errors and the characters read (white
// space left out) as JSON. OMP_THREAD_LIMIT=1 must be in the environment.
#include <leptonica/allheaders.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <tesseract/capi.h>
#include <time.h>
#include <unistd.h>

struct shared {
    pthread_barrier_t start;
    atomic_int next, pages, errors;
    atomic_long characters;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static PIX *load(const char *path) {
    size_t size = 0;
    l_uint8 *bytes = l_binaryRead(path, &size);
    PIX *image = bytes ? pixReadMem(bytes, size) : NULL;
    lept_free(bytes);
    return image;
}

static long count_characters(const char *text) {
    long count = 0;
    for (; *text; text++) count += (*text & 0xC0) != 0x80 && (unsigned char)*text > ' ';
    return count;
}

// Characters read, or -1.
static long read_page(TessBaseAPI *engine, const char *path) {
    PIX *image = load(path);
    if (!image) return -1;
    long count = -1;
    TessBaseAPISetImage2(engine, image);
    if (TessBaseAPIRecognize(engine, NULL) == 0) {
        char *text = TessBaseAPIGetUTF8Text(engine);
        TessBaseAPIMeanTextConf(engine);
        count = text ? count_characters(text) : -1;
        TessDeleteText(text);
    }
    TessBaseAPIClear(engine);
    pixDestroy(&image);
    return count;
}

static int run(struct shared *shared, const char *language, int mode, char **files, int count) {
    TessBaseAPI *engine = TessBaseAPICreate();
    int failed = TessBaseAPIInit3(engine, NULL, language);
    TessBaseAPISetPageSegMode(engine, (TessPageSegMode)mode);
    if (!failed) read_page(engine, files[0]);
    pthread_barrier_wait(&shared->start);
    for (int i; !failed && (i = shared->next++) < count;) {
        long characters = read_page(engine, files[i]);
        atomic_fetch_add(characters < 0 ? &shared->errors : &shared->pages, 1);
        if (characters > 0) atomic_fetch_add(&shared->characters, characters);
    }
    TessBaseAPIDelete(engine);
    return failed;
}

int main(int argc, char **argv) {
    int processes = argc > 4 ? atoi(argv[2]) : 0, status, failed = 0;
    if (processes < 1) return fputs("tesseract_loop LANGUAGE PROCESSES MODE FILE...\n", stderr), 64;
    setMsgSeverity(L_SEVERITY_NONE);
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_barrierattr_t attributes;
    pthread_barrierattr_init(&attributes);
    pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&shared->start, &attributes, processes + 1);
    for (int i = 0; i < processes; i++)
        if (fork() == 0) _exit(run(shared, argv[1], atoi(argv[3]), argv + 4, argc - 4));
    pthread_barrier_wait(&shared->start);
    double start = now();
    while (wait(&status) > 0) failed |= status;
    printf("{\"pages\": %d, \"seconds\": %.6f, \"errors\": %d, \"characters\": %ld}\n", shared->pages, now() - start,
           shared->errors, shared->characters);
    return failed != 0;
}
