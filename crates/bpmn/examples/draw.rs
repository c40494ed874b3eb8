//! Draws a model as SVG: `cargo run -p bpmn --example draw process.bpmn > process.svg`. `--layout` ignores the file's drawing.

#![expect(clippy::print_stdout, reason = "the picture is what it is for")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = std::env::args().skip(1).filter(|a| a != "--layout");
    let mut xml = std::fs::read_to_string(files.next().ok_or("name a file")?)?;
    if std::env::args().any(|a| a == "--layout") {
        xml = xml
            .replace("BPMNShape", "Shape")
            .replace("BPMNEdge", "Edge");
    }
    let definitions = bpmn::read(xml.as_bytes())
        .map_err(|f| f.iter().map(ToString::to_string).collect::<String>())?;
    println!(
        "{}",
        bpmn::diagram::svg(&definitions, &bpmn::diagram::Marks::new(), "Process")
    );
    Ok(())
}
