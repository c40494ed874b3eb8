//! Writes the sample letters of the tests into a folder: `cargo run -p letters --example letters -- DIR`.

#[path = "../tests/set/letters.rs"]
mod sample;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir = std::env::args().nth(1).ok_or("which folder?")?;
    let all = [
        ("ar", sample::arabic()),
        ("fr", sample::french()),
        ("long", sample::long(6)),
    ];
    for (name, letter) in all {
        let made = letters::pdf(&letter, &sample::label)?;
        std::fs::write(format!("{dir}/{name}.pdf"), made.pdf)?;
    }
    Ok(())
}
