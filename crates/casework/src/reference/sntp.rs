//! SNTP's packets as a function: RFC 4330, section 4 (the format is RFC 5905's, section 7.3).

use jiff::{SignedDuration, Timestamp};

/// Seconds from NTP's first era (1900) to 1970.
const TO_1970: i64 = 2_208_988_800;
/// Bytes of a packet without extensions.
const LENGTH: usize = 48;

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// How far the reference is ahead of our clock.
    pub offset: SignedDuration,
    /// How long the packets travelled: the offset is right within half of it.
    pub delay: SignedDuration,
}

/// Why an answer says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SntpError {
    /// Shorter than a packet.
    #[error("the answer has {0} bytes, a packet has 48")]
    Short(usize),
    /// Not an answer of a server (mode 4) in version 3 or 4.
    #[error("it is not a server's answer")]
    NotServer,
    /// To another request than ours: late, or somebody else's.
    #[error("it answers another request")]
    NotOurs,
    /// The server's own clock is not set, or it asks us to stay away (stratum 0: kiss of death).
    #[error("the reference has no time to give")]
    Unsynchronised,
}

/// A request: version 4, mode 3. The transmit time is a random number instead of ours: the server only
/// repeats it, and who cannot see it cannot forge an answer.
#[must_use]
pub fn ask(nonce: [u8; 8]) -> [u8; LENGTH] {
    let mut packet = [0; LENGTH];
    packet[0] = 0b00_100_011;
    packet[40..].copy_from_slice(&nonce);
    packet
}

/// What the answer to the request of `nonce` says, which left at `sent` and came at `came`.
///
/// # Errors
/// [`SntpError`].
pub fn answer(
    packet: &[u8],
    nonce: [u8; 8],
    sent: Timestamp,
    came: Timestamp,
) -> Result<Measured, SntpError> {
    let Some(packet) = packet.first_chunk::<LENGTH>() else {
        return Err(SntpError::Short(packet.len()));
    };
    let (leap, version, mode) = (packet[0] >> 6, packet[0] >> 3 & 7, packet[0] & 7);
    if mode != 4 || !(3..=4).contains(&version) {
        return Err(SntpError::NotServer);
    }
    if packet[24..32] != nonce {
        return Err(SntpError::NotOurs);
    }
    let (received, transmitted) = (eight(packet, 32), eight(packet, 40));
    if leap == 3 || !(1..=15).contains(&packet[1]) || transmitted == 0 {
        return Err(SntpError::Unsynchronised);
    }
    // RFC 4330, section 5: t = ((T2 - T1) + (T3 - T4)) / 2, d = (T2 - T1) - (T3 - T4).
    let there = near(received, sent) - sent.as_microsecond();
    let back = near(transmitted, came) - came.as_microsecond();
    Ok(Measured {
        offset: SignedDuration::from_micros((there + back) / 2),
        delay: SignedDuration::from_micros(there - back),
    })
}

fn eight(packet: &[u8; LENGTH], at: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&packet[at..at + 8]);
    u64::from_be_bytes(bytes)
}

/// An NTP time in µs since 1970: of the eras of 2^32 seconds, the one nearest to our clock.
fn near(ntp: u64, clock: Timestamp) -> i64 {
    let (seconds, fraction) = ((ntp >> 32) as u32, ntp & 0xffff_ffff);
    let ours = clock.as_microsecond().div_euclid(1_000_000);
    let off = seconds.wrapping_sub((ours + TO_1970) as u32) as i32;
    let micros = (fraction * 1_000_000 + (1 << 31)) >> 32;
    (ours + i64::from(off)) * 1_000_000 + micros as i64
}

/// A server's answer at a moment of its clock.
pub(super) fn reply(request: &[u8], at: Timestamp) -> Option<[u8; LENGTH]> {
    let request = request.first_chunk::<LENGTH>()?;
    let us = at.as_microsecond();
    let seconds = (us.div_euclid(1_000_000) + TO_1970) as u32;
    let fraction = ((us.rem_euclid(1_000_000) as u64) << 32) / 1_000_000;
    let time = (u64::from(seconds) << 32 | fraction).to_be_bytes();
    let mut packet = [0; LENGTH];
    packet[0] = 0b00_100_100;
    packet[1] = 2;
    packet[24..32].copy_from_slice(&request[40..]);
    packet[32..40].copy_from_slice(&time);
    packet[40..].copy_from_slice(&time);
    Some(packet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::micros;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn offset(server: &str, sent: &str, came: &str) -> Result<SignedDuration, SntpError> {
        let packet = reply(&ask([7; 8]), at(server)).unwrap();
        answer(&packet, [7; 8], at(sent), at(came)).map(|m| m.offset)
    }

    #[test]
    fn the_offset_is_the_middle_of_the_way() {
        let found = offset(
            "2026-11-24T08:00:05.5Z",
            "2026-11-24T08:00:00Z",
            "2026-11-24T08:00:01Z",
        );
        assert_eq!(found, Ok(SignedDuration::from_secs(5)));
    }

    #[test]
    fn the_era_that_begins_in_2036_is_read() {
        let found = offset(
            "2036-02-07T06:28:17Z",
            "2036-02-07T06:28:14Z",
            "2036-02-07T06:28:14Z",
        );
        assert_eq!(found, Ok(SignedDuration::from_secs(3)));
    }

    #[test]
    fn what_is_no_answer_of_a_set_clock_is_refused() {
        let now = at("2026-11-24T08:00:00Z");
        let good = reply(&ask([7; 8]), now).unwrap();
        let changed = |at: usize, byte: u8| {
            let mut packet = good;
            packet[at] = byte;
            answer(&packet, [7; 8], now, now).unwrap_err()
        };
        assert_eq!(changed(0, 0b00_100_011), SntpError::NotServer);
        assert_eq!(changed(0, 0b11_100_100), SntpError::Unsynchronised);
        assert_eq!(changed(1, 0), SntpError::Unsynchronised);
        assert_eq!(changed(1, 16), SntpError::Unsynchronised);
        assert_eq!(changed(24, 8), SntpError::NotOurs);
        assert_eq!(
            answer(&good[..47], [7; 8], now, now),
            Err(SntpError::Short(47))
        );
        let longer = [&good[..], &[1; 20]].concat();
        assert!(answer(&longer, [7; 8], now, now).is_ok());
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let times = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
        for byte in 0..=255 {
            for time in times {
                let mut packet = [byte; LENGTH];
                packet[0] = 0b00_100_100;
                packet[1] = 1;
                let _ = answer(&packet, [byte; 8], time, micros(0));
            }
        }
    }
}
