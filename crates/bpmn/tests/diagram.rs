//! Drawings of processes: every element is there once with its name, marks are said in words, and nothing needs a style sheet.

#[expect(dead_code, reason = "only the XML is drawn")]
mod drawing;

use std::path::Path;

use bpmn::diagram::{Drawing, Mark, Marks, Names, svg};

fn draw(xml: &[u8], marks: &Marks) -> String {
    let definitions = bpmn::read(xml).unwrap_or_else(|e| panic!("{e:?}"));
    svg(&definitions, marks, "A licence & its way")
}

/// The ids of the drawn elements, in order.
fn drawn(svg: &str) -> Vec<&str> {
    svg.split("data-element=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// It is well-formed, and draws nothing outside its view.
fn whole(svg: &str) {
    let mut reader = quick_xml::Reader::from_str(svg);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(e) => panic!("{e}: {svg}"),
        }
    }
    assert!(
        !["\"NaN", "\"inf", ",inf", "(inf", ",NaN", "(NaN"]
            .iter()
            .any(|bad| svg.contains(bad)),
        "a coordinate is no number"
    );
}

const LOOP: &str = "s: start\nt: user\nb: boundary on=t /after P1D\nx: xor default=x_e\nu: user\ne: end\nf: end\n\
                    p: sub {\ni: start\nv: service\no: end\ni -> v\nv -> o\n}\ns -> t\nt -> x\nx -> u if a > 1\nu -> t\nx -> p else\np -> e\nb -> f";

#[test]
fn without_a_drawing_it_is_laid_out() {
    let xml = drawing::xml(LOOP).replace("default=\"x_e\"", "default=\"x_p\"");
    let picture = draw(xml.as_bytes(), &Marks::new());
    whole(&picture);
    let mut ids = drawn(&picture);
    ids.sort_unstable();
    let elements = ["b", "e", "f", "i", "o", "p", "s", "t", "u", "v", "x"];
    let flows = [
        "b_f", "i_v", "p_e", "s_t", "t_x", "u_t", "v_o", "x_p", "x_u",
    ];
    let mut wanted = [&elements[..], &flows[..]].concat();
    wanted.sort_unstable();
    assert_eq!(ids, wanted);
}

#[test]
fn elements_of_a_layout_do_not_cover_each_other() {
    let xml = drawing::xml(LOOP).replace("default=\"x_e\"", "default=\"x_p\"");
    let picture = draw(xml.as_bytes(), &Marks::new());
    // Tasks have their corners written out.
    let number = |text: &str, name: &str| -> f64 {
        let rest = text
            .split(&format!(" {name}=\""))
            .nth(1)
            .expect("it is there");
        rest.split('"')
            .next()
            .and_then(|n| n.parse().ok())
            .expect("it is a number")
    };
    let tasks: Vec<(f64, f64, f64, f64)> = picture
        .split("<rect class=\"shape\"")
        .skip(1)
        .map(|t| {
            (
                number(t, "x"),
                number(t, "y"),
                number(t, "width"),
                number(t, "height"),
            )
        })
        .filter(|(.., height)| *height < 80.0)
        .collect();
    assert_eq!(tasks.len(), 3);
    for (n, a) in tasks.iter().enumerate() {
        for b in &tasks[n + 1..] {
            let apart =
                a.0 + a.2 <= b.0 || b.0 + b.2 <= a.0 || a.1 + a.3 <= b.1 || b.1 + b.3 <= a.1;
            assert!(apart, "{a:?} and {b:?}");
        }
    }
}

#[test]
fn a_mark_is_a_class_a_badge_and_words() {
    let mark = Mark {
        class: "here".into(),
        badge: Some("3 d".into()),
        words: Some("the case waits here".into()),
    };
    let marks: Marks = [("t".to_owned(), mark)].into();
    let picture = draw(
        drawing::xml("s: start\nt: user name=Decide\ne: end\ns -> t\nt -> e").as_bytes(),
        &marks,
    );
    whole(&picture);
    assert!(picture.contains("<g class=\"userTask here\" data-element=\"t\" id=\"bpmn-t\"><title>Decide: the case waits here</title>"), "{picture}");
    assert!(picture.contains(">3 d</tspan>"), "{picture}");
    assert!(
        picture.contains("<title>A licence &amp; its way</title>"),
        "{picture}"
    );
}

#[test]
fn names_cannot_break_out_of_the_picture() {
    let xml = drawing::xml("s: start name=&lt;script&gt;&quot;\ne: end\ns -> e");
    let picture = draw(xml.as_bytes(), &Marks::new());
    whole(&picture);
    assert!(!picture.contains("<script"), "{picture}");
}

#[test]
fn the_drawing_in_the_file_is_kept_element_by_element() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join("packs/business-licence/process.bpmn");
    let xml = std::fs::read(folder).expect("the pack is there");
    let picture = draw(&xml, &Marks::new());
    whole(&picture);
    let text = String::from_utf8(xml).expect("it is text");
    let shapes =
        text.matches("<bpmndi:BPMNShape ").count() + text.matches("<bpmndi:BPMNEdge ").count();
    assert_eq!(drawn(&picture).len(), shapes);
}

#[test]
fn every_interchange_model_is_drawn() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/bpmn-miwg");
    let files = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|f| f.path());
    for file in files.filter(|f| f.extension().is_some_and(|e| e == "bpmn")) {
        let picture = draw(
            &std::fs::read(&file).expect("it is readable"),
            &Marks::new(),
        );
        whole(&picture);
        assert!(drawn(&picture).len() > 8, "{}", file.display());
    }
}

#[test]
fn a_large_model_is_laid_out_in_time_that_grows_with_it() {
    let xml = bpmn::workload::large(5_000);
    let picture = draw(xml.as_bytes(), &Marks::new());
    let definitions = bpmn::read(xml.as_bytes()).expect("it is read");
    let flows = definitions
        .elements()
        .filter(|(name, ..)| *name == "sequenceFlow")
        .count();
    assert_eq!(picture.matches("<g class=\"sequenceFlow").count(), flows);
}

/// The middle of the first shape of an element: of a circle.
fn middle(svg: &str, id: &str) -> f64 {
    let (_, rest) = svg
        .split_once(&format!("data-element=\"{id}\""))
        .unwrap_or_else(|| panic!("no {id}"));
    let (_, rest) = rest.split_once("cx=\"").unwrap_or_else(|| panic!("{id}"));
    let number = rest.split('"').next().unwrap_or_default();
    number.parse().unwrap_or_else(|e| panic!("{number}: {e}"))
}

#[test]
fn who_reads_from_the_right_begins_there_with_words_in_their_language() {
    let xml = drawing::xml("s: start\nt: user\ne: end\ns -> t\nt -> e");
    let definitions = bpmn::read(xml.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    let names = Names::from([("t".to_owned(), "فحص الطلب".to_owned())]);
    let draw = |mirrored| {
        let drawing = Drawing {
            definitions: &definitions,
            marks: &Marks::new(),
            names: &names,
            title: "رخصة",
            mirrored,
        };
        drawing.svg()
    };
    let (left, right) = (draw(false), draw(true));
    whole(&right);
    assert!(middle(&left, "s") < middle(&left, "e"));
    assert!(middle(&right, "s") > middle(&right, "e"));
    for picture in [left, right] {
        assert!(picture.contains("<title>فحص الطلب</title>"));
        assert_eq!(picture.matches("فحص الطلب").count(), 2, "title and words");
    }
}
