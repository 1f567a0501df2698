"""What happens to a page on its way through a scanner, a camera or a bad copy. Every random effect has a fixed seed."""

import numpy
from PIL import Image, ImageFilter


def greys(image: Image.Image, levels: int = 16) -> Image.Image:
    """A palette of evenly spaced greys: 16 keep print as it is and halve the file."""
    step = 255 / (levels - 1)
    indexed = image.convert("L").point([round(value / step) for value in range(256)])
    palette = [round(level * step) for level in range(levels) for _ in range(3)]
    indexed.putpalette(palette)
    return indexed


def bilevel(image: Image.Image, threshold: int = 150) -> Image.Image:
    return image.convert("L").point([255 * (value >= threshold) for value in range(256)]).convert("1")


def colours(image: Image.Image, count: int = 64) -> Image.Image:
    return image.quantize(count, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def contrast(image: Image.Image, ink: int, paper: int) -> Image.Image:
    """Squeezes black and white to `ink` and `paper`."""
    return image.point([round(ink + (paper - ink) * value / 255) for value in range(256)] * len(image.getbands()))


def gaussian_noise(image: Image.Image, sigma: float, seed: int) -> Image.Image:
    pixels = numpy.asarray(image, dtype=numpy.float64)
    noise = numpy.random.default_rng(seed).standard_normal(pixels.shape)
    return _image(pixels + sigma * noise)


def salt_and_pepper(image: Image.Image, share: float, seed: int) -> Image.Image:
    """Turns `share` of the pixels black or white."""
    pixels = numpy.array(image)
    draw = numpy.random.default_rng(seed).random(pixels.shape)
    pixels[draw < share / 2] = 0
    pixels[draw > 1 - share / 2] = 255
    return Image.fromarray(pixels)


def uneven_light(image: Image.Image, darkest: float) -> Image.Image:
    """A lamp at the upper left, and the photographer's shadow over the lower right corner."""
    height, width = image.height, image.width
    down, across = numpy.mgrid[0:height, 0:width]
    away = 0.45 * (down / height) ** 2 + 0.55 * (across / width)
    shadow = numpy.clip((across / width + down / height - 1.25) * 5, 0, 1)
    light = 1 - (1 - darkest) * (0.7 * away + 0.3 * shadow)
    if image.mode == "RGB":
        light = light[:, :, None]
    return _image(numpy.asarray(image, dtype=numpy.float64) * light)


def blur(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius))


def skew(image: Image.Image, degrees: float, around: int | tuple[int, int, int]) -> Image.Image:
    """Turns against the clock and grows the sheet; what comes into sight is `around`."""
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=around)


def _image(pixels: numpy.ndarray) -> Image.Image:
    return Image.fromarray(numpy.clip(numpy.rint(pixels), 0, 255).astype(numpy.uint8))
