//! What untrusted bytes reach of a witness. The fuzz targets (`fuzz/`) call these; so do ordinary tests.

use tlog::add_checkpoint::AddCheckpoint;
use tlog::cosignature::Cosigner;
use tlog::key::Algorithm;
use tlog::{Signer, Verifier};
use witness::{Seen, Witness};

const NAME: &str = "diwan.example/record";

fn log() -> Verifier {
    let signer = Signer::from_seed(NAME, &[7; 32]).expect("the name is valid");
    signer.verifier().clone()
}

fn witness() -> Witness {
    let key = Cosigner::from_seed("w.example", Algorithm::CosignatureV1, &[9; 32]);
    Witness::new(vec![key.expect("the name is valid")], [log()])
}

/// A request that is read is written back the same; a witness that has seen nothing grants only what
/// starts at 0.
pub fn answer(data: &[u8]) {
    let Ok(request) = AddCheckpoint::parse(data) else {
        return;
    };
    assert_eq!(request.to_string().as_bytes(), data);
    match witness().answer(None, 0, &request, 1_795_762_800) {
        Ok(granted) => assert!(request.old == 0 && granted.cosignatures.len() == 1),
        Err(refusal) => assert!((400..600).contains(&refusal.status())),
    }
}

/// What was kept is read back only when it is signed by the witness, which nobody can guess.
pub fn kept(data: &[u8]) {
    let witness = witness();
    if let Ok(seen) = Seen::decode(data, NAME, witness.keys()) {
        assert_eq!(seen.encode().as_bytes(), data);
    }
}
