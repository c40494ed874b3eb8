//! The smallest procedure with a timer before its task: so the task is drawn by whichever node fires the timer.

use std::path::PathBuf;

use tempfile::TempDir;

/// A folder with it; goes with the guard.
pub(crate) fn with_timer() -> (TempDir, PathBuf) {
    let edits = [(
        "process.bpmn",
        "sourceRef=\"Asked\" targetRef=\"Decide\"/>",
        "sourceRef=\"Asked\" targetRef=\"Soon\"/>\
             <intermediateCatchEvent id=\"Soon\" name=\"Soon\"><timerEventDefinition>\
             <timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>\
             <sequenceFlow id=\"soonDecide\" sourceRef=\"Soon\" targetRef=\"Decide\"/>",
    )];
    let files = harness::changed(&harness::simple_pack(), &edits);
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files.iter() {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let path = dir.path().to_owned();
    (dir, path)
}
