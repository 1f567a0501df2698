"""A job of two words, and its outputs."""

from outputs.client import Job, Word

LINE = (10, 10, 90, 30)
JOB = Job("1", "Good day", [Word("Good", (10, 10, 50, 30), LINE, 0.985), Word("day", (60, 10, 90, 30), LINE, 0.5)])

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml">
 <head>
  <title>a.png</title>
  <meta name="ocr-system" content="Lector"/>
  <meta name="ocr-capabilities" content="ocr_page"/>
 </head>
 <body>
  <div class="ocr_page" id="page_1" title="bbox 0 0 100 40">
   <span class="ocr_line" id="line_1" title="bbox 10 10 90 30">
    <span class="ocrx_word" id="word_1" title="bbox 10 10 50 30; x_wconf 99">Good</span>
    <span class="ocrx_word" id="word_2" title="bbox 60 10 90 30; x_wconf 50">day</span>
   </span>
  </div>
 </body>
</html>
"""

ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" SCHEMAVERSION="4.3">
 <Layout>
  <Page ID="page" PHYSICAL_IMG_NR="1">
   <PrintSpace>
    <TextBlock ID="block">
     <TextLine ID="line" BASELINE="10,25 90,25">
      <String ID="a" CONTENT="Good" HPOS="10" VPOS="10" WIDTH="40" HEIGHT="20"/>
      <String ID="b" CONTENT="day" HPOS="60" VPOS="10" WIDTH="30" HEIGHT="20"/>
     </TextLine>
    </TextBlock>
   </PrintSpace>
  </Page>
 </Layout>
</alto>
"""

TSV = """level page_num block_num par_num line_num word_num left top width height conf text
1 1 0 0 0 0 0 0 100 40 -1 _
2 1 1 0 0 0 10 10 80 20 -1 _
3 1 1 1 0 0 10 10 80 20 -1 _
4 1 1 1 1 0 10 10 80 20 -1 _
5 1 1 1 1 1 10 10 40 20 98.500000 Good
5 1 1 1 1 2 60 10 30 20 50.000000 day
""".replace(" ", "\t").replace("_\n", "\n")
