import Testing

@testable import API
@testable import Shared

struct ALTOOutputTests {
    @Test func `a document is pages of blocks, lines and strings`() {
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# \
            http://www.loc.gov/standards/alto/v4/alto-4-3.xsd" SCHEMAVERSION="4.3">
             <Description>
              <MeasurementUnit>pixel</MeasurementUnit>
              <sourceImageInformation>
               <fileName>page.png</fileName>
              </sourceImageInformation>
              <OCRProcessing ID="ocr">
               <ocrProcessingStep>
                <processingSoftware>
                 <softwareCreator>Lector</softwareCreator>
                 <softwareName>Lector</softwareName>
                 <softwareVersion>1.2.3</softwareVersion>
                </processingSoftware>
               </ocrProcessingStep>
              </OCRProcessing>
             </Description>
             <Layout>
              <Page ID="page_1" PHYSICAL_IMG_NR="1" WIDTH="1000" HEIGHT="800">
               <PrintSpace HPOS="0" VPOS="0" WIDTH="1000" HEIGHT="800">
                <ComposedBlock ID="block_1_1" TYPE="caption" HPOS="100" VPOS="100" WIDTH="80" HEIGHT="20">
                 <TextBlock ID="paragraph_1_1" LANG="en" HPOS="100" VPOS="100" WIDTH="80" HEIGHT="20">
                  <TextLine ID="line_1_1" BASELINE="100,115 180,115" HPOS="100" VPOS="100" WIDTH="80" HEIGHT="20">
                   <String ID="word_1_1" CONTENT="Good" HPOS="100" VPOS="100" WIDTH="40" HEIGHT="20" WC="0.985"/>
                   <SP HPOS="140" VPOS="100" WIDTH="10" HEIGHT="20"/>
                   <String ID="word_1_2" CONTENT="day" HPOS="150" VPOS="100" WIDTH="30" HEIGHT="20" WC="0.985"/>
                  </TextLine>
                 </TextBlock>
                </ComposedBlock>
               </PrintSpace>
              </Page>
             </Layout>
            </alto>

            """
        #expect(OutputDocument.sample(.sample("Good day", kind: "caption")).rendered(.alto) == expected)
    }

    @Test func `without pages there is one all the same, without a file name no source`() {
        let alto = OutputDocument.sample(filename: nil).rendered(.alto)
        #expect(alto.contains(#"<Page ID="page_1" PHYSICAL_IMG_NR="1"/>"#))
        #expect(!alto.contains("fileName"))
    }

    @Test func `the space between words of either direction lies between them`() {
        var page = ResultPage.sample("one two")
        page.blocks[0].lines[0].words.reverse()
        #expect(OutputDocument.sample(page).rendered(.alto).contains(#"<SP HPOS="130" VPOS="100" WIDTH="10""#))
    }

    @Test func `numbers are those of the file, ids those of the document`() {
        var second = ResultPage.sample("שלום")
        second.number = 7
        let alto = OutputDocument.sample(.sample("a"), second).rendered(.alto)
        #expect(alto.contains(#"<Page ID="page_2" PHYSICAL_IMG_NR="7""#))
        #expect(alto.contains(#"<TextBlock ID="paragraph_2_1" LANG="en" BASEDIRECTION="rtl""#))
        #expect(alto.contains(#"<String ID="word_2_1""#))
    }
}
