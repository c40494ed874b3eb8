//! What the standard says and the execution cases do not ask: one drawing and its run each.

mod drawing;

use bpmn::script::Runner;
use bpmn::{Command, Outcome, Program};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

/// Runs steps against a drawing; each may expect.
fn run(text: &str, steps: &[Json]) -> Vec<bpmn::script::StepResult> {
    let program = drawing::program(text);
    play(&program, steps)
}

fn play(program: &Program, steps: &[Json]) -> Vec<bpmn::script::StepResult> {
    let mut runner = Runner::new(program, &["main".to_owned()], Timestamp::UNIX_EPOCH);
    let mut results = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        results.push(runner.step(n + 1, step).unwrap_or_else(|e| panic!("{e}")));
    }
    results
}

/// A program from whole XML, for what drawings have no words for. The process is `main`.
fn from_xml(roots: &str, body: &str) -> Program {
    let xml = format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\" targetNamespace=\"t\">{roots}\
         <process id=\"main\" isExecutable=\"true\">{body}</process></definitions>"
    );
    let compiled = bpmn::read(xml.as_bytes()).and_then(|d| Program::compile(&d));
    compiled.unwrap_or_else(|findings| panic!("{findings:?}"))
}

const EACH: &str = "<startEvent id=\"s\"/><userTask id=\"t\"><multiInstanceLoopCharacteristics isSequential=\"SEQUENTIAL\">\
    <loopDataInputRef>people</loopDataInputRef><loopDataOutputRef>votes</loopDataOutputRef>\
    <inputDataItem id=\"person\" name=\"person\"/><outputDataItem id=\"vote\" name=\"vote\"/>COMPLETION\
    </multiInstanceLoopCharacteristics></userTask><endEvent id=\"e\"/>\
    <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/><sequenceFlow id=\"g\" sourceRef=\"t\" targetRef=\"e\"/>";

fn each(sequential: bool, completion: &str) -> Program {
    from_xml(
        "",
        &EACH
            .replace("SEQUENTIAL", &sequential.to_string())
            .replace("COMPLETION", completion),
    )
}

#[test]
fn each_person_of_a_list_votes_and_the_votes_are_a_list() {
    let people = json!({ "start": { "people": ["Ann", "Bob", "Cem"] }, "expect": { "active": ["t", "t", "t"] } });
    let vote = |vote: &str| json!({ "complete": "t", "vars": { "vote": vote } });
    let steps = [
        people,
        vote("yes"),
        vote("no"),
        vote("yes"),
        json!({ "expect": { "ended": true, "vars": { "votes": ["yes", "no", "yes"] } } }),
    ];
    let results = play(&each(false, ""), &steps);
    assert_eq!(results[3].completed, ["t", "e"]);
    assert_eq!(
        results[4].vars.get("vote"),
        None,
        "each vote stays in its own run"
    );
}

#[test]
fn one_after_the_other_only_one_is_asked_at_a_time() {
    let program = each(true, "");
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "people": ["Ann", "Bob"] } }))
        .unwrap();
    for (n, person) in ["Ann", "Bob"].into_iter().enumerate() {
        let job = runner.state().jobs().next().unwrap();
        let seen = runner.state().job_variables(job.key);
        assert_eq!(seen.get("person").and_then(|p| p.as_str()), Some(person));
        assert_eq!(
            seen.get("loopCounter").map(ToString::to_string),
            Some((n + 1).to_string())
        );
        assert_eq!(runner.state().active(), ["t"]);
        runner
            .step(
                n + 2,
                &json!({ "complete": "t", "vars": { "vote": person } }),
            )
            .unwrap();
    }
    assert_eq!(runner.result().vars["votes"], json!(["Ann", "Bob"]));
    assert!(runner.state().ended());
}

#[test]
fn a_completion_condition_gives_up_the_rest() {
    let condition = "<completionCondition>numberOfCompletedInstances >= 2</completionCondition>";
    let vote = json!({ "complete": "t", "vars": { "vote": 1 } });
    let start = json!({ "start": { "people": [1, 2, 3, 4] } });
    let results = play(
        &each(false, condition),
        &[
            start,
            vote.clone(),
            vote,
            json!({ "expect": { "ended": true, "active": [], "vars": { "votes": [1, 1] } } }),
        ],
    );
    assert_eq!(results[2].completed, ["t", "e"]);
}

#[test]
fn an_empty_list_asks_nobody() {
    let results = play(
        &each(false, ""),
        &[
            json!({ "start": { "people": [] }, "expect": { "ended": true, "vars": { "votes": [] } } }),
        ],
    );
    assert_eq!(results[0].completed, ["s", "e"]);
}

#[test]
fn what_is_no_list_is_an_incident_that_can_be_mended() {
    let program = each(false, "");
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    let stuck = runner
        .step(1, &json!({ "start": { "people": "Ann" } }))
        .unwrap();
    assert_eq!(
        (stuck.outcome, stuck.active),
        ("incident", vec!["t".to_owned()])
    );
    let incident = runner.state().incidents().next().unwrap();
    assert!(
        incident.message.contains("not a list"),
        "{}",
        incident.message
    );
    let key = incident.key;
    let vars = [("people", dmn::feel::Value::list(vec!["Ann".into()]))]
        .into_iter()
        .collect();
    runner
        .act(2, &Command::SetVariables { owner: None, vars })
        .unwrap();
    let mended = runner.act(3, &Command::Retry { incident: key }).unwrap();
    assert_eq!(
        (mended.outcome, mended.active),
        ("active", vec!["t".to_owned()])
    );
    assert_eq!(runner.state().jobs().count(), 1);
}

#[test]
fn no_flow_to_take_stops_behind_the_task_and_not_before_it() {
    let text = "s: start\nt: user\nx: xor\ne: end\ns -> t\nt -> x\nx -> e if go = true";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner.step(1, &json!({ "start": {} })).unwrap();
    let stuck = runner.step(2, &json!({ "complete": "t" })).unwrap();
    assert_eq!(
        (stuck.outcome, stuck.active, stuck.completed),
        ("incident", vec!["x".to_owned()], vec!["t".to_owned()])
    );
    let key = runner.state().incidents().next().unwrap().key;
    let again = runner.act(3, &Command::Retry { incident: key }).unwrap();
    assert_eq!(again.outcome, "incident", "nothing has changed");
    let key = runner.state().incidents().next().unwrap().key;
    let vars = [("go", dmn::feel::Value::Boolean(true))]
        .into_iter()
        .collect();
    runner
        .act(4, &Command::SetVariables { owner: None, vars })
        .unwrap();
    let mended = runner.act(5, &Command::Retry { incident: key }).unwrap();
    assert_eq!(
        (mended.outcome, mended.completed),
        ("completed", vec!["x".to_owned(), "e".to_owned()])
    );
}

#[test]
fn a_token_is_moved_within_its_process_only() {
    let text = "s: start\nt: user\nu: user\np: sub {\ni: start\nv: user\no: end\ni -> v\nv -> o\n}\ne: end\ns -> t\nt -> u\nu -> p\np -> e";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner.step(1, &json!({ "start": {} })).unwrap();
    let token = runner.state().tokens().next().unwrap().0;
    let to = |to: &str| Command::Move {
        token,
        to: to.to_owned(),
    };
    assert!(runner.act(2, &to("v")).is_err(), "not into a sub-process");
    assert!(runner.act(2, &to("nowhere")).is_err());
    let moved = runner.act(2, &to("u")).unwrap();
    assert_eq!(
        (moved.active, runner.state().jobs().count()),
        (vec!["u".to_owned()], 1)
    );
}

#[test]
fn a_token_is_put_only_in_its_own_branch_and_where_no_other_is_waited_for() {
    let text = "s: start\nf: and\na: user\nc: user\nb: user\nj: and\nx: xor default=x_u\nu: user\ne: end\n\
        r: boundary on=a /after PT1H\nm: boundary on=u cancelActivity=false /after PT1H\nn: service\no: end\n\
        s -> f\nf -> a\nf -> b\na -> c\nc -> j\nb -> j\nj -> u\nu -> x\nx -> e if go\nx -> u else\nr -> c\nm -> n\nn -> o";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner.step(1, &json!({ "start": {} })).unwrap();
    let targets = |runner: &Runner<'_>, at: &str| -> Vec<String> {
        let (token, _) = runner.state().tokens().find(|(_, e)| *e == at).unwrap();
        let all = program.targets(runner.state(), token);
        all.into_iter().map(|n| n.id.to_owned()).collect()
    };
    assert_eq!(
        targets(&runner, "a"),
        ["a", "c"],
        "neither out of its branch nor to the join"
    );
    assert_eq!(targets(&runner, "b"), ["b"]);
    let (token, _) = runner.state().tokens().next().unwrap();
    let environment = dmn::feel::Environment::at(Timestamp::UNIX_EPOCH);
    for to in [
        "s", "f", "a", "b", "c", "j", "x", "u", "e", "r", "m", "n", "nowhere",
    ] {
        let command = Command::Move {
            token,
            to: to.to_owned(),
        };
        let moved = bpmn::step(&program, runner.state(), &command, &environment);
        assert_eq!(moved.is_ok(), ["a", "c"].contains(&to), "{to}");
    }
    let gone = Command::Move {
        token: bpmn::OwnerKey(999),
        to: "a".to_owned(),
    };
    assert!(matches!(runner.act(2, &gone), Err(error) if error.to_string().contains("999")));
    for (n, task) in [(3, "a"), (4, "b"), (5, "c")] {
        runner.step(n, &json!({ "complete": task })).unwrap();
    }
    let all = targets(&runner, "u");
    assert_eq!(
        all,
        ["s", "f", "x", "u", "e"],
        "one token again: before the fork, behind the join"
    );
}

#[test]
fn no_move_leaves_out_what_a_person_has_to_do() {
    let text = "s: start\na: user\nx: xor\nb: user\nc: user\ny: xor\nz: service\nd: user\nl: xor\ne: end\n\
        s -> a\na -> x\nx -> b if go\nx -> c if stay\nb -> y\nc -> y\ny -> z\nz -> d\nd -> l\nl -> a if again\nl -> e if over";
    let program = drawing::program(text);
    let to = |from: &str, done: &[&str]| -> Vec<String> {
        let all = program.without_leaving_out(from, |id| done.contains(&id));
        all.into_iter().map(str::to_owned).collect()
    };
    assert_eq!(to("s", &[]), ["a", "s"]);
    assert_eq!(
        to("x", &["a"]),
        ["a", "b", "c", "s", "x"],
        "b and c are to be chosen from"
    );
    assert_eq!(
        to("z", &["a", "b"]),
        ["a", "b", "c", "d", "s", "z"],
        "back to a person's task, whatever lies between; to a gateway only by way of nobody"
    );
    assert_eq!(to("a", &[]), ["a", "s"], "a task that waits is not passed");
    assert_eq!(
        to("l", &["a", "b", "d"]),
        ["a", "b", "c", "d", "e", "l", "s"]
    );
}

#[test]
fn variables_are_mended_where_their_token_sees_them() {
    let program = each(true, "");
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "people": ["Ann", "Ben"] } }))
        .unwrap();
    let owner = runner.state().jobs().next().unwrap().owner();
    let inside = runner.state().variables_of(Some(owner));
    assert_eq!(inside.get("loopCounter").unwrap().to_json(), json!(1));
    assert!(
        runner
            .state()
            .variables_of(None)
            .get("loopCounter")
            .is_none()
    );
    let vars = [("loopCounter", dmn::feel::Value::from(7_i64))]
        .into_iter()
        .collect();
    let set = Command::SetVariables {
        owner: Some(owner),
        vars,
    };
    let set = runner.act(2, &set).unwrap();
    assert_eq!(
        set.vars,
        json!({ "people": ["Ann", "Ben"] }),
        "the run's own stays inside"
    );
    let inside = runner.state().variables_of(Some(owner));
    assert_eq!(inside.get("loopCounter").unwrap().to_json(), json!(7));
}

#[test]
fn compensation_undoes_the_last_first_and_what_is_named_only() {
    let task = |n: u8| {
        format!(
            "t{n}: user\nb{n}: boundary on=t{n} /compensate\nh{n}: service isForCompensation=true\na{n}: association sourceRef=b{n} targetRef=h{n}\n"
        )
    };
    let tasks: String = (1..=3).map(task).collect();
    let all = format!(
        "s: start\n{tasks}c: throw /compensate\ne: end\ns -> t1\nt1 -> t2\nt2 -> t3\nt3 -> c\nc -> e"
    );
    let results = run(&all, &[json!({ "start": {}, "auto": true })]);
    assert_eq!(
        results[0].completed,
        ["s", "t1", "t2", "t3", "h3", "h2", "h1", "c", "e"]
    );
    let one = all.replace("/compensate\ne:", "/compensate t2\ne:");
    let results = run(&one, &[json!({ "start": {}, "auto": true })]);
    assert_eq!(
        results[0].completed,
        ["s", "t1", "t2", "t3", "h2", "c", "e"]
    );
}

#[test]
fn a_completed_sub_process_is_undone_with_the_variables_it_had() {
    let roots = "";
    let body = "<startEvent id=\"s\"/><subProcess id=\"sub\"><startEvent id=\"i\"/>\
        <scriptTask id=\"own\" scriptFormat=\"feel\"><script>{ amount: amount + 1 }</script></scriptTask>\
        <boundaryEvent id=\"b\" attachedToRef=\"own\"><compensateEventDefinition/></boundaryEvent>\
        <scriptTask id=\"back\" scriptFormat=\"feel\" isForCompensation=\"true\"><script>{ undone: amount }</script></scriptTask>\
        <association id=\"a\" sourceRef=\"b\" targetRef=\"back\"/><endEvent id=\"o\"/>\
        <sequenceFlow id=\"f1\" sourceRef=\"i\" targetRef=\"own\"/><sequenceFlow id=\"f2\" sourceRef=\"own\" targetRef=\"o\"/></subProcess>\
        <intermediateThrowEvent id=\"c\"><compensateEventDefinition/></intermediateThrowEvent><endEvent id=\"e\"/>\
        <sequenceFlow id=\"f3\" sourceRef=\"s\" targetRef=\"sub\"/><sequenceFlow id=\"f4\" sourceRef=\"sub\" targetRef=\"c\"/>\
        <sequenceFlow id=\"f5\" sourceRef=\"c\" targetRef=\"e\"/>";
    let results = play(
        &from_xml(roots, body),
        &[json!({ "start": { "amount": 1 } })],
    );
    assert_eq!(
        results[0].completed,
        ["s", "i", "own", "o", "sub", "back", "c", "e"]
    );
    assert_eq!(results[0].vars["undone"], json!(2));
}

#[test]
fn a_cancelled_transaction_gives_up_what_runs_and_undoes_what_is_done() {
    let text = "s: start\nx: transaction {\ni: start\na: and\nt: user\nb: boundary on=t /compensate\nh: service isForCompensation=true\n\
                z: association sourceRef=b targetRef=h\nu: user\nc: end /cancel\no: end\ni -> a\na -> t\na -> u\nt -> c\nu -> o\n}\n\
                k: boundary on=x /cancel\nv: user\ne: end\nf: end\ns -> x\nx -> e\nk -> v\nv -> f";
    let results = run(
        text,
        &[
            json!({ "start": {} }),
            json!({ "complete": "t" }),
            json!({ "complete": "h" }),
        ],
    );
    assert_eq!(results[0].active, ["t", "u", "x"]);
    assert_eq!(
        results[1].active,
        ["c", "h", "x"],
        "u is given up, t is being undone"
    );
    assert_eq!(
        (results[2].completed.clone(), results[2].active.clone()),
        (vec!["h".into(), "c".into(), "k".into()], vec!["v".into()])
    );
}

#[test]
fn an_ad_hoc_sub_process_ends_when_its_condition_holds() {
    let text = "s: start\na: adHocSubProcess /xml <completionCondition>enough</completionCondition> {\nt: user\nu: user\n}\ne: end\ns -> a\na -> e";
    let enough = json!({ "complete": "u", "vars": { "enough": true } });
    let results = run(text, &[json!({ "start": { "enough": false } }), enough]);
    assert_eq!(results[0].active, ["a", "t", "u"]);
    assert_eq!(
        (results[1].completed.clone(), results[1].outcome),
        (vec!["u".into(), "a".into(), "e".into()], "completed")
    );
}

#[test]
fn in_a_sequential_one_the_next_waits_for_its_turn() {
    let text = "s: start\na: adHocSubProcess ordering=Sequential {\nt: user\nu: user\n}\ne: end\ns -> a\na -> e";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner.step(1, &json!({ "start": {} })).unwrap();
    assert_eq!(
        runner
            .state()
            .jobs()
            .map(|j| j.element.to_string())
            .collect::<Vec<_>>(),
        ["t"]
    );
    runner.step(2, &json!({ "complete": "t" })).unwrap();
    assert_eq!(
        runner
            .state()
            .jobs()
            .map(|j| j.element.to_string())
            .collect::<Vec<_>>(),
        ["u"]
    );
    assert!(runner.step(3, &json!({ "complete": "u" })).unwrap().ended);
}

#[test]
fn a_message_with_a_key_reaches_only_who_waits_with_it() {
    let roots = "<message id=\"m\" name=\"answer\"/><correlationProperty id=\"number\"><correlationPropertyRetrievalExpression messageRef=\"m\">\
        <messagePath>case.number</messagePath></correlationPropertyRetrievalExpression></correlationProperty>\
        <collaboration id=\"c\"><correlationKey id=\"key\"><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>";
    let body = "<startEvent id=\"s\"/><receiveTask id=\"r\" messageRef=\"m\"/><endEvent id=\"e\"/>\
        <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"r\"/><sequenceFlow id=\"g\" sourceRef=\"r\" targetRef=\"e\"/>\
        <correlationSubscription id=\"cs\" correlationKeyRef=\"key\"><correlationPropertyBinding correlationPropertyRef=\"number\">\
        <dataPath>number</dataPath></correlationPropertyBinding></correlationSubscription>";
    let program = from_xml(roots, body);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "number": 7 } }))
        .unwrap();
    assert!(
        runner.step(2, &json!({ "message": "answer" })).is_err(),
        "without the key it is for nobody"
    );
    assert!(
        runner
            .step(2, &json!({ "message": "answer", "key": "8" }))
            .is_err()
    );
    assert!(
        runner
            .step(
                2,
                &json!({ "message": "answer", "vars": { "case": { "number": 6 } } })
            )
            .is_err()
    );
    let met = runner
        .step(
            2,
            &json!({ "message": "answer", "vars": { "case": { "number": 7 } } }),
        )
        .unwrap();
    assert!(met.ended);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "number": 7 } }))
        .unwrap();
    assert!(
        runner
            .step(2, &json!({ "message": "answer", "key": "7" }))
            .unwrap()
            .ended
    );
}

#[test]
fn an_event_with_all_its_triggers_waits_for_every_one() {
    let text = "s: start\nc: catch parallelMultiple=true /message a; signal b; after PT1H\ne: end\ns -> c\nc -> e";
    let steps = [
        json!({ "start": {} }),
        json!({ "message": "a" }),
        json!({ "advance": "PT2H" }),
        json!({ "signal": "b" }),
    ];
    let results = run(text, &steps);
    assert!(!results[2].ended);
    assert!(results[3].ended);
    let any = text.replace("parallelMultiple=true ", "");
    assert!(run(&any, &steps[..2])[1].ended);
}

#[test]
fn a_gateway_that_starts_by_several_messages_waits_for_the_others() {
    let text = "g: event instantiate=true eventGatewayType=Parallel\na: catch /message one\nb: catch /message two\nt: user\nu: user\ne: end\nf: end\n\
                g -> a\ng -> b\na -> t\nb -> u\nt -> e\nu -> f";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    let told = |name: &str| Command::Message {
        name: name.to_owned(),
        key: None,
        vars: dmn::feel::Context::new(),
    };
    let first = runner.act(1, &told("one")).unwrap();
    assert_eq!(
        (first.active, first.ended),
        (vec!["g".to_owned(), "t".to_owned()], false)
    );
    let second = runner.act(2, &told("two")).unwrap();
    assert_eq!(second.active, ["t", "u"]);
}

#[test]
fn an_event_sub_process_beside_and_one_instead() {
    let text = |interrupting: bool| {
        format!(
            "s: start\nt: user\ne: end\ns -> t\nt -> e\nv: sub triggeredByEvent=true {{\ni: start isInterrupting={interrupting} /signal bell\nu: user\no: end\ni -> u\nu -> o\n}}"
        )
    };
    let steps = [
        json!({ "start": {} }),
        json!({ "signal": "bell" }),
        json!({ "complete": "u" }),
    ];
    let beside = run(&text(false), &steps);
    assert_eq!(beside[1].active, ["t", "u", "v"]);
    assert_eq!(
        (beside[2].active.clone(), beside[2].outcome),
        (vec!["t".to_owned()], "active")
    );
    let instead = run(&text(true), &steps);
    assert_eq!(instead[1].active, ["u", "v"]);
    assert_eq!(instead[2].outcome, "completed");
}

#[test]
fn a_complex_gateway_goes_on_at_two_of_three_and_then_waits_for_the_third() {
    let text = "s: start\na: and\nt: user\nu: user\nv: user\nc: complexGateway /xml <activationCondition>activationCount >= 2</activationCondition>\nw: user\ne: end\n\
                s -> a\na -> t\na -> u\na -> v\nt -> c\nu -> c\nv -> c\nc -> w\nw -> e";
    let steps = ["t", "u", "w", "v"].map(|id| json!({ "complete": id }));
    let results = run(text, &[&[json!({ "start": {} })], &steps[..]].concat());
    assert_eq!(results[1].active, ["c", "u", "v"]);
    assert_eq!(results[2].active, ["v", "w"]);
    assert_eq!(results[3].active, ["v"], "the third is still waited for");
    assert_eq!(
        (results[4].active.clone(), results[4].outcome),
        (Vec::<String>::new(), "completed")
    );
}

#[test]
fn data_goes_in_and_out_by_its_associations() {
    let body = "<dataObject id=\"amount\"/><dataObject id=\"receipt\"/><startEvent id=\"s\"/><userTask id=\"t\"><ioSpecification>\
        <dataInput id=\"due\" name=\"due\"/><dataOutput id=\"number\" name=\"number\"/></ioSpecification>\
        <dataInputAssociation><sourceRef>amount</sourceRef><targetRef>due</targetRef><transformation>amount * 2</transformation></dataInputAssociation>\
        <dataOutputAssociation><sourceRef>number</sourceRef><targetRef>receipt</targetRef></dataOutputAssociation></userTask><endEvent id=\"e\"/>\
        <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/><sequenceFlow id=\"g\" sourceRef=\"t\" targetRef=\"e\"/>";
    let program = from_xml("", body);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "amount": 21 } }))
        .unwrap();
    let job = runner.state().jobs().next().unwrap().key;
    assert_eq!(
        runner
            .state()
            .job_variables(job)
            .get("due")
            .map(ToString::to_string),
        Some("42".to_owned())
    );
    let done = runner
        .step(
            2,
            &json!({ "complete": "t", "vars": { "number": "A7", "note": "kept" } }),
        )
        .unwrap();
    assert_eq!(
        done.vars,
        json!({ "amount": 21, "receipt": "A7", "note": "kept" })
    );
    assert_eq!(done.completed, ["t", "e"]);
}

#[test]
fn a_condition_is_an_event_when_it_begins_to_hold() {
    let text = "s: start\nt: user\nb: boundary on=t cancelActivity=false /when amount > 10\nu: user\ne: end\nf: end\ns -> t\nt -> e\nb -> u\nu -> f";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner
        .step(1, &json!({ "start": { "amount": 1 } }))
        .unwrap();
    let mut set = |n: usize, amount: i64| {
        let vars = [("amount", dmn::feel::Value::from(amount))]
            .into_iter()
            .collect();
        runner
            .act(n, &Command::SetVariables { owner: None, vars })
            .unwrap()
            .active
    };
    assert_eq!(set(2, 11), ["t", "u"]);
    assert_eq!(set(3, 12), ["t", "u"], "it still holds: that is no event");
    assert_eq!(set(4, 2), ["t", "u"]);
    assert_eq!(set(5, 20), ["t", "u", "u"]);
}

#[test]
fn an_error_nobody_catches_ends_the_instance_by_it() {
    let text = "s: start\nt: user\ne: end\ns -> t\nt -> e";
    let program = drawing::program(text);
    let mut runner = Runner::new(&program, &[], Timestamp::UNIX_EPOCH);
    runner.step(1, &json!({ "start": {} })).unwrap();
    let failed = runner
        .step(2, &json!({ "error": "t", "code": "broken" }))
        .unwrap();
    assert_eq!((failed.outcome, failed.active.len()), ("error", 0));
    assert_eq!(
        runner.state().outcome(),
        Outcome::Error("broken".to_owned())
    );
}

#[test]
fn a_cycle_with_a_start_keeps_to_its_times() {
    let text = "s: start\nt: user\nb: boundary on=t cancelActivity=false /every R3/1970-01-01T00:30:00Z/PT1H\nu: task\ne: end\nf: end\ns -> t\nt -> e\nb -> u\nu -> f";
    let steps = [
        json!({ "start": {} }),
        json!({ "advance": "PT29M" }),
        json!({ "advance": "PT2M" }),
        json!({ "advance": "PT9H" }),
    ];
    let results = run(text, &steps);
    let fired = |n: usize| results[n].completed.iter().filter(|e| *e == "b").count();
    assert_eq!([fired(1), fired(2), fired(3)], [0, 1, 2]);
}

#[test]
fn timers_that_cannot_be_read_are_found_before_anything_runs() {
    for bad in [
        "after P1X",
        "every R3/PT0S",
        "every R/",
        "every R2/tomorrow/PT1H",
    ] {
        let text = format!("s: start\nc: catch /{bad}\ne: end\ns -> c\nc -> e");
        let findings = drawing::compile(&text).expect_err(bad);
        assert!(
            findings.iter().any(|f| f.element.as_deref() == Some("c")
                && ["bad-timer", "feel-syntax"].contains(&f.code)),
            "{bad}: {findings:?}"
        );
    }
}
