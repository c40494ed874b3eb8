#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| diwan_fuzz::letters_inside::attached_files(data));
