// The images of lines that Tesseract hands to its LSTM, kept as they are.
//
// Tesseract (5.3, ImageData::SetPix and GetPix) keeps the image of each line as a PNG in memory, to unpack it at once: deflating
// it takes 7 % of a page. Leptonica's own form in memory, "spix", holds the same pixels, and pixReadMem knows it by its first
// bytes. What a program defines and exports comes before what its libraries do, as in one_thread.c.
#define _GNU_SOURCE  // RTLD_NEXT
#include <dlfcn.h>
#include <leptonica/allheaders.h>

typedef l_ok (*Writer)(l_uint8 **data, size_t *size, PIX *pix, l_int32 format);

/// Stands in for Leptonica's: where a PNG is asked for, "spix" is what comes.
__attribute__((used, retain)) l_ok pixWriteMem(l_uint8 **data, size_t *size, PIX *pix, l_int32 format) {
    if (format == IFF_PNG) return pixWriteMemSpix(data, size, pix);
    Writer write = (Writer)dlsym(RTLD_NEXT, "pixWriteMem");
    return write ? write(data, size, pix, format) : 1;
}
