"""A page that is drawn from top to bottom and remembers, line by line, what was printed on it."""

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from draw import fonts

Colour = int | tuple[int, int, int]
Cell = tuple[float, str]


@dataclass(frozen=True)
class Sheet:
    image: Image.Image
    text: str
    dpi: int | None = None


class Page:
    """Lengths are in pixels unless named otherwise; `y` is the baseline of the line drawn last."""

    def __init__(self, width: int, height: int, dpi: int = 200, paper: Colour = 255, ink: Colour = 0) -> None:
        self.dpi = dpi
        self.ink = ink
        self.paper = paper
        mode = "L" if isinstance(paper, int) else "RGB"
        self.image = Image.new(mode, (width, height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.lines: list[str] = []
        self.left, self.right, self.y = width * 0.1, width * 0.9, height * 0.06
        self.face("serif", 11)

    def face(self, name: str, points: float, leading: float = 1.35) -> None:
        """The face of what follows, in points at this page's resolution."""
        pixels = round(points * self.dpi / 72)
        self.font: ImageFont.FreeTypeFont = fonts.load(name, pixels)
        self.step = pixels * leading

    def gap(self, lines: float = 0.6) -> None:
        self.y += self.step * lines

    def line(self, text: str, align: str = "left", ink: Colour | None = None) -> None:
        """One printed line, between the margins."""
        x = {"left": self.left, "centre": (self.left + self.right) / 2, "right": self.right}[align]
        anchor = {"left": "ls", "centre": "ms", "right": "rs"}[align]
        self.y += self.step
        self.put(x, self.y, text, anchor, ink)
        self.lines.append(text)

    def row(self, *cells: Cell, ink: Colour | None = None) -> None:
        """Cells that share a line, each at a share of its width: from there on, or if negative, up to there."""
        self.y += self.step
        span = self.right - self.left
        for place, text in cells:
            self.put(self.left + abs(place) * span, self.y, text, "ls" if place >= 0 else "rs", ink)
        self.lines.append(" ".join(text for _, text in cells))

    def paragraph(self, text: str) -> None:
        for line in self.wrap(text):
            self.line(line)

    def wrap(self, text: str) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.font.getlength(longer) <= self.right - self.left:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def put(self, x: float, y: float, text: str, anchor: str = "ls", ink: Colour | None = None) -> None:
        """Draws without remembering."""
        self.draw.text((round(x), round(y)), text, self.ink if ink is None else ink, self.font, anchor)

    def rule(self, below: float = 0.4, weight: int = 2, ink: Colour | None = None) -> None:
        """A line from margin to margin, `below` lines under the last baseline."""
        y = round(self.y + self.step * below)
        fill = self.ink if ink is None else ink
        self.draw.line([(round(self.left), y), (round(self.right), y)], fill, weight)

    def cut(self, margin: float = 2) -> None:
        """Ends the sheet some lines below the last baseline."""
        bottom = round(self.y + self.step * margin)
        if bottom > self.image.height:
            raise ValueError(f"the text needs a sheet of {bottom} pixels, not {self.image.height}")
        self.image = self.image.crop((0, 0, self.image.width, bottom))
        self.draw = ImageDraw.Draw(self.image)

    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def sheet(self, image: Image.Image | None = None) -> Sheet:
        """What is drawn, or `image` made from it, with the text."""
        return Sheet(self.image if image is None else image, self.text(), self.dpi)
