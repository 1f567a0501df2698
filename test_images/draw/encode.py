"""A sheet as the bytes of a JPEG, PNG, GIF or BMP file, without anything that changes from run to run."""

from io import BytesIO

from draw.page import Sheet

FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP"}


def encode(sheet: Sheet, extension: str, quality: int) -> bytes:
    """`quality` is for JPEG. GIF cannot say a resolution; screens and cameras do not."""
    options: dict[str, object] = {}
    if extension == "jpg":
        options |= {"quality": quality, "optimize": True}
    if extension == "png":
        options |= {"optimize": True}
    if sheet.dpi and extension != "gif":
        options["dpi"] = (sheet.dpi, sheet.dpi)
    file = BytesIO()
    sheet.image.save(file, FORMATS[extension], **options)
    return file.getvalue()
