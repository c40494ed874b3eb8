//! The indicators, one file each. `R…` are numbered as in the Open Contracting Partnership's guide,
//! `S…` are screens for collusion.

mod across;
mod parties;
mod prelude;
mod screen;

mod r001;
mod r002;
mod r003;
mod r004;
mod r005;
mod r006;
mod r007;
mod r008;
mod r009;
mod r010;
mod r011;
mod r012;
mod r013;
mod r014;
mod r015;
mod r016;
mod r017;
mod r018;
mod r019;
mod r020;
mod r021;
mod r022;
mod r023;
mod r024;
mod r025;
mod r026;
mod r027;
mod r028;
mod r029;
mod r030;
mod r031;
mod r032;
mod r033;
mod r034;
mod r035;
mod r036;
mod r037;
mod r038;
mod r039;
mod r040;
mod r041;
mod r042;
mod r043;
mod r044;
mod r045;
mod r046;
mod r047;
mod r048;
mod r049;
mod r050;
mod r051;
mod r052;
mod r053;
mod r054;
mod r055;
mod r056;
mod r057;
mod r058;
mod r059;
mod r060;
mod r061;
mod r062;
mod r063;
mod r064;
mod r065;
mod r066;
mod r067;
mod r068;
mod r069;
mod r070;
mod r071;
mod r072;
mod r073;
mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;

pub(crate) use parties::fold;

use crate::indicator::Indicator;
use crate::settings::Settings;

/// All of them, with their settings, in the order of their codes. Their places are their numbers in
/// partial results: what is added changes the version of that format.
#[must_use]
pub fn all(settings: &Settings) -> Vec<Box<dyn Indicator>> {
    let s = |code| settings.section(code);
    let common = &settings.common;
    vec![
        Box::new(r001::R001::new(s("R001"))),
        Box::new(r002::R002::new(s("R002"))),
        Box::new(r003::R003::new(s("R003"))),
        Box::new(r004::R004::new(s("R004"))),
        Box::new(r005::R005::new(s("R005"))),
        Box::new(r006::R006::new(s("R006"))),
        Box::new(r007::R007::new(s("R007"))),
        Box::new(r008::R008::new(s("R008"))),
        Box::new(r009::R009::new(s("R009"))),
        Box::new(r010::R010::new(s("R010"))),
        Box::new(r011::R011::new(s("R011"), common)),
        Box::new(r012::R012::new(s("R012"))),
        Box::new(r013::R013::new(s("R013"))),
        Box::new(r014::R014::new(s("R014"))),
        Box::new(r015::R015::new(s("R015"))),
        Box::new(r016::R016::new(s("R016"))),
        Box::new(r017::R017::new(s("R017"))),
        Box::new(r018::R018::new(s("R018"))),
        Box::new(r019::R019::new(s("R019"))),
        Box::new(r020::R020::new(s("R020"))),
        Box::new(r021::R021::new(s("R021"))),
        Box::new(r022::R022::new(s("R022"))),
        Box::new(r023::R023::new(s("R023"))),
        Box::new(r024::R024::new(s("R024"))),
        Box::new(r025::R025::new(s("R025"))),
        Box::new(r026::R026::new(s("R026"))),
        Box::new(r027::R027::new(s("R027"))),
        Box::new(r028::R028::new(s("R028"))),
        Box::new(r029::R029::new(s("R029"))),
        Box::new(r030::R030::new(s("R030"))),
        Box::new(r031::R031::new(s("R031"))),
        Box::new(r032::R032::new(s("R032"))),
        Box::new(r033::R033::new(s("R033"))),
        Box::new(r034::R034::new(s("R034"))),
        Box::new(r035::R035::new(s("R035"))),
        Box::new(r036::R036::new(s("R036"))),
        Box::new(r037::R037::new(s("R037"))),
        Box::new(r038::R038::new(s("R038"))),
        Box::new(r039::R039::new(s("R039"))),
        Box::new(r040::R040::new(s("R040"))),
        Box::new(r041::R041::new(s("R041"))),
        Box::new(r042::R042::new(s("R042"))),
        Box::new(r043::R043::new(s("R043"))),
        Box::new(r044::R044::new(s("R044"))),
        Box::new(r045::R045::new(s("R045"))),
        Box::new(r046::R046::new(s("R046"))),
        Box::new(r047::R047::new(s("R047"))),
        Box::new(r048::R048::new(s("R048"))),
        Box::new(r049::R049::new(s("R049"), common)),
        Box::new(r050::R050::new(s("R050"))),
        Box::new(r051::R051::new(s("R051"))),
        Box::new(r052::R052::new(s("R052"))),
        Box::new(r053::R053::new(s("R053"))),
        Box::new(r054::R054::new(s("R054"))),
        Box::new(r055::R055::new(s("R055"), common)),
        Box::new(r056::R056::new(s("R056"))),
        Box::new(r057::R057::new(s("R057"))),
        Box::new(r058::R058::new(s("R058"))),
        Box::new(r059::R059::new(s("R059"))),
        Box::new(r060::R060::new(s("R060"))),
        Box::new(r061::R061::new(s("R061"))),
        Box::new(r062::R062::new(s("R062"))),
        Box::new(r063::R063::new(s("R063"))),
        Box::new(r064::R064::new(s("R064"))),
        Box::new(r065::R065::new(s("R065"))),
        Box::new(r066::R066::new(s("R066"))),
        Box::new(r067::R067::new(s("R067"))),
        Box::new(r068::R068::new(s("R068"))),
        Box::new(r069::R069::new(s("R069"))),
        Box::new(r070::R070::new(s("R070"))),
        Box::new(r071::R071::new(s("R071"))),
        Box::new(r072::R072::new(s("R072"))),
        Box::new(r073::R073::new(s("R073"))),
        Box::new(s01::S01::new(s("S01"))),
        Box::new(s02::S02::new(s("S02"))),
        Box::new(s03::S03::new(s("S03"))),
        Box::new(s04::S04::new(s("S04"))),
        Box::new(s05::S05::new(s("S05"))),
        Box::new(s06::S06::new(s("S06"))),
        Box::new(s07::S07::new(s("S07"))),
        Box::new(s08::S08::new(s("S08"))),
    ]
}
