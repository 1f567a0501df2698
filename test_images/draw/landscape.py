"""A picture without a letter in it: the right answer is nothing."""

import math

from PIL import Image, ImageDraw

from draw.effects import blur, gaussian_noise
from draw.page import Sheet


def hills() -> Sheet:
    image = Image.new("RGB", (960, 640))
    draw = ImageDraw.Draw(image)
    for y in range(640):
        draw.line((0, y, 960, y), (120 + y // 6, 170 + y // 9, 225 - y // 16))
    draw.ellipse((680, 70, 780, 170), (252, 240, 200))
    for number, green in enumerate([(138, 160, 140), (104, 138, 104), (66, 108, 72), (40, 78, 50)]):
        base, height, length = 330 + 80 * number, 60 - 8 * number, 170 - 22 * number
        ridge = [(x, round(base + height * math.sin(x / length + 2 * number))) for x in range(0, 964, 4)]
        draw.polygon([*ridge, (960, 640), (0, 640)], green)
    return Sheet(gaussian_noise(blur(image, 1.5), 4, seed=36), "")
