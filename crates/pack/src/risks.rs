//! `risks.csv`: where corruption could creep in, and what stands against it.

use crate::finding::Findings;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// The element.
    pub element: String,
    /// How it could be abused.
    pub risk: String,
    /// What stands against it.
    pub control: String,
    /// The law that asks for the control.
    pub law: String,
    /// Line of the file.
    pub line: u32,
}

const FILE: &str = "risks.csv";
const HEADER: [&str; 4] = ["element", "risk", "control", "law"];

pub(crate) fn read(source: &str, findings: &mut Findings) -> Vec<Risk> {
    let mut rows = rows(source).into_iter();
    match rows.next() {
        Some((_, header)) if header == HEADER => {}
        _ => findings.error(
            "risks",
            FILE,
            1,
            "",
            format!("the first line is `{}`", HEADER.join(",")),
        ),
    }
    let mut risks = Vec::new();
    for (line, cells) in rows {
        let Ok([element, risk, control, law]) = <[String; 4]>::try_from(cells) else {
            findings.error(
                "risks",
                FILE,
                line,
                "",
                "a row has four cells: element, risk, control, law",
            );
            continue;
        };
        if [&element, &risk, &control, &law]
            .into_iter()
            .any(|cell| cell.trim().is_empty())
        {
            findings.error(
                "risks",
                FILE,
                line,
                &element,
                "no cell may be empty: say the risk, the control and the law",
            );
        }
        risks.push(Risk {
            element,
            risk,
            control,
            law,
            line,
        });
    }
    risks
}

/// The rows of a CSV text (RFC 4180) with the lines they begin at; empty lines are left out.
fn rows(source: &str) -> Vec<(u32, Vec<String>)> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut start) = (false, 1, 1);
    let mut chars = source.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' => {
                line += 1;
                if quoted {
                    cell.push('\n');
                    continue;
                }
                row.push(std::mem::take(&mut cell));
                if row.iter().any(|c| !c.is_empty()) {
                    rows.push((start, std::mem::take(&mut row)));
                }
                row.clear();
                start = line;
            }
            c => cell.push(c),
        }
    }
    row.push(cell);
    if row.iter().any(|c| !c.is_empty()) {
        rows.push((start, row));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_lines_are_read() {
        let mut findings = Findings::default();
        let risks = read(
            "element,risk,control,law\nA,\"x, \"\"y\"\"\nz\",c,l\nB,r,,l\n",
            &mut findings,
        );
        assert_eq!(risks[0].risk, "x, \"y\"\nz");
        assert_eq!((risks[1].line, risks[1].element.as_str()), (4, "B"));
        assert_eq!((findings.0.len(), findings.0[0].line), (1, 4));
    }
}
