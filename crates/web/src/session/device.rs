//! Which browser on what a session began with, in words a person knows their own devices by.
//!
//! Two words of the `User-Agent` and nothing else: no version, no address, no fingerprint. What is not known for certain is
//! *another browser*, *another device*: a wrong name would make somebody end the wrong session.

use serde::{Deserialize, Serialize};

/// A browser and what it runs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The browser.
    pub browser: Browser,
    /// What it runs on.
    pub system: System,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident $(, $(#[$of:meta])* $variant:ident $key:literal)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the API and in keys of texts.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

names! {
    /// A browser.
    Browser,
    /// Mozilla's.
    Firefox "firefox",
    /// Google's.
    Chrome "chrome",
    /// Chrome's free sister.
    Chromium "chromium",
    /// Apple's.
    Safari "safari",
    /// Microsoft's.
    Edge "edge",
    /// Opera.
    Opera "opera",
    /// Samsung's.
    Samsung "samsung",
    /// One that we do not know.
    #[default]
    Other "other"
}

names! {
    /// What a browser runs on.
    System,
    /// Telephones and tablets with Android.
    Android "android",
    /// Apple's telephones.
    Iphone "iphone",
    /// Apple's tablets.
    Ipad "ipad",
    /// Windows.
    Windows "windows",
    /// Apple's computers.
    Mac "mac",
    /// Chromebooks.
    ChromeOs "chromeos",
    /// Computers with Linux.
    Linux "linux",
    /// One that we do not know.
    #[default]
    Other "other"
}

/// No browser's is longer; what follows is not read.
const LONGEST: usize = 512;

impl Device {
    /// Reads a `User-Agent` (RFC 9110, 10.1.5).
    #[must_use]
    pub fn read(user_agent: &str) -> Self {
        let text = &user_agent[..user_agent.floor_char_boundary(LONGEST)];
        Self {
            browser: browser(text),
            system: system(text),
        }
    }
}

/// The most particular first: each claims to be those that came before it.
fn browser(text: &str) -> Browser {
    let marks = [
        (&["Edg/", "EdgA/", "EdgiOS/"][..], Browser::Edge),
        (&["OPR/", "Opera/", "OPT/"], Browser::Opera),
        (&["SamsungBrowser/"], Browser::Samsung),
        (&["Firefox/", "FxiOS/"], Browser::Firefox),
        (&["Chromium/"], Browser::Chromium),
        (&["Chrome/", "CriOS/"], Browser::Chrome),
    ];
    let found = marks
        .iter()
        .find(|(all, _)| all.iter().any(|mark| text.contains(mark)));
    match found {
        Some((_, browser)) => *browser,
        None if text.contains("Safari/") && text.contains("Version/") => Browser::Safari,
        None => Browser::Other,
    }
}

fn system(text: &str) -> System {
    let marks = [
        ("Android", System::Android),
        ("iPhone", System::Iphone),
        ("iPad", System::Ipad),
        ("Windows NT", System::Windows),
        ("CrOS", System::ChromeOs),
        ("Macintosh", System::Mac),
        ("Linux", System::Linux),
    ];
    let found = marks.iter().find(|(mark, _)| text.contains(mark));
    found.map_or(System::Other, |(_, system)| *system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_named_as_their_owners_name_them() {
        let cases = [
            (
                "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
                Browser::Firefox,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                Browser::Chrome,
                System::Android,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                Browser::Samsung,
                System::Android,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
                Browser::Safari,
                System::Iphone,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
                Browser::Chrome,
                System::Iphone,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                Browser::Edge,
                System::Windows,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
                Browser::Safari,
                System::Mac,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Browser::Firefox,
                System::Linux,
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/120.0",
                Browser::Opera,
                System::ChromeOs,
            ),
            ("curl/8.5.0", Browser::Other, System::Other),
            ("", Browser::Other, System::Other),
        ];
        for (text, browser, system) in cases {
            assert_eq!(Device::read(text), Device { browser, system }, "{text}");
        }
    }

    #[test]
    fn what_is_endless_is_read_only_so_far() {
        let text = format!("{}Firefox/1", "é".repeat(100));
        assert_eq!(Device::read(&text).browser, Browser::Firefox);
        // The bound may fall into the middle of a letter.
        for before in ["", "a"] {
            let text = format!("{before}{} Firefox/1", "é".repeat(300));
            assert_eq!(Device::read(&text), Device::default());
        }
        let text = format!("{} Firefox/1", "e".repeat(LONGEST));
        assert_eq!(Device::read(&text), Device::default());
    }
}
