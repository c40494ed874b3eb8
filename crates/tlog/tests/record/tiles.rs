//! Tiles and bundles: names, contents, and which of them a growing log has to publish.

use std::collections::BTreeSet;

use tlog::tile::{
    Resource, TILE_WIDTH, bundle_growth, decode_bundle, decode_hashes, encode_bundle,
    encode_hashes, full_tiles, growth, partial_tiles, tile_root,
};
use tlog::{BundleId, TileId, leaf_hash, node_hash};

use crate::log::Log;

fn tile(level: u8, index: u64, width: u16) -> TileId {
    TileId {
        level,
        index,
        width,
    }
}

#[test]
fn names_are_those_of_the_standard() {
    // c2sp.org/tlog-tiles, "Parameters" and "Merkle tree".
    for (id, path) in [
        (tile(0, 0, 256), "tile/0/000"),
        (tile(1, 999, 256), "tile/1/999"),
        (tile(0, 1000, 256), "tile/0/x001/000"),
        (tile(4, 1_234_067, 1), "tile/4/x001/x234/067.p/1"),
        (tile(4, 1_234_067, 256), "tile/4/x001/x234/067"),
        (tile(63, 5, 255), "tile/63/005.p/255"),
        (
            tile(7, 9_223_372_036_854_775_807, 8),
            "tile/7/x009/x223/x372/x036/x854/x775/807.p/8",
        ),
    ] {
        assert_eq!(id.to_string(), path);
        assert_eq!(path.parse(), Ok(Resource::Tile(id)), "{path}");
    }
    let bundle = BundleId {
        index: 1_234_067,
        width: 17,
    };
    assert_eq!(bundle.to_string(), "tile/entries/x001/x234/067.p/17");
    assert_eq!(
        "tile/entries/x001/x234/067.p/17".parse(),
        Ok(Resource::Entries(bundle))
    );
}

#[test]
fn a_resource_has_one_name_only() {
    for path in [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/067",
        "tile/0/x001/x067",
        "tile/0/001/067",
        "tile/0/X001/067",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/007",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000/",
        "tile/0/+00",
        "tile/data/000",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x100/x000/x000/x000/x000/x000/x000/000",
        "checkpoint",
        "tile/0/../000",
        "tile/0/٠٠٠",
    ] {
        assert!(path.parse::<Resource>().is_err(), "{path} was read");
    }
}

#[test]
fn a_tile_above_holds_the_roots_of_the_full_tiles_below() {
    let log = Log::new(700);
    let above = log.tile(tile(1, 0, 2));
    for (index, root) in above.iter().enumerate() {
        let below = log.tile(tile(0, index as u64, TILE_WIDTH));
        assert_eq!(tile_root(&below.try_into().unwrap()), *root);
    }
    let halves = node_hash(&above[0], &above[1]);
    assert_eq!(tlog::tree::root(512, &mut log.reader()), Ok(halves));
}

#[test]
fn a_tree_has_the_tiles_that_its_size_says() {
    assert_eq!(TileId::in_tree(0, 2, 700), Some(tile(0, 2, 188)));
    assert_eq!(TileId::in_tree(0, 1, 700), Some(tile(0, 1, 256)));
    assert_eq!(TileId::in_tree(1, 0, 700), Some(tile(1, 0, 2)));
    assert_eq!(TileId::in_tree(2, 0, 700), None);
    assert_eq!(TileId::in_tree(0, 3, 700), None);
    assert_eq!(TileId::in_tree(0, 2, 512), None);
    assert_eq!(TileId::in_tree(255, u64::MAX, u64::MAX), None);
    assert_eq!(
        BundleId::in_log(2, 700),
        Some(BundleId {
            index: 2,
            width: 188
        })
    );
    assert!(tile(0, 1, 256).is_full() && !tile(0, 2, 188).is_full());
}

#[test]
fn growing_step_by_step_completes_every_tile_once() {
    let sizes = [
        0, 1, 255, 256, 257, 600, 65_535, 65_536, 70_000, 131_072, 131_073,
    ];
    let steps: Vec<_> = sizes
        .windows(2)
        .flat_map(|s| full_tiles(s[0], s[1]))
        .collect();
    let at_once: BTreeSet<_> = full_tiles(0, 131_073).collect();
    assert_eq!(steps.len(), at_once.len());
    assert_eq!(steps.into_iter().collect::<BTreeSet<_>>(), at_once);
    assert_eq!(at_once.len(), 512 + 2);
    let partial: Vec<_> = partial_tiles(131_073).collect();
    assert_eq!(partial, [tile(0, 512, 1), tile(2, 0, 2)]);
    assert_eq!(partial_tiles(512).collect::<Vec<_>>(), [tile(1, 0, 2)]);
    assert_eq!(growth(5, 5).count(), 1, "the partial tile");
}

#[test]
fn bundles_that_did_not_grow_are_not_published_again() {
    let ids = |from, to| {
        bundle_growth(from, to)
            .map(|b| b.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(0, 0), Vec::<String>::new());
    assert_eq!(ids(0, 3), ["tile/entries/000.p/3"]);
    assert_eq!(ids(3, 256), ["tile/entries/000"]);
    assert_eq!(ids(256, 256), Vec::<String>::new());
    assert_eq!(
        ids(255, 513),
        [
            "tile/entries/000",
            "tile/entries/001",
            "tile/entries/002.p/1"
        ]
    );
}

#[test]
fn a_tile_of_another_length_is_refused() {
    let hashes = [leaf_hash(b"a"), leaf_hash(b"b")];
    let bytes = encode_hashes(&hashes);
    assert_eq!(decode_hashes(&bytes, 2), Ok(hashes.to_vec()));
    assert_eq!(decode_hashes(&bytes, 1).unwrap_err().at, 32);
    assert_eq!(decode_hashes(&bytes, 3).unwrap_err().at, 64);
    assert_eq!(decode_hashes(&bytes[..63], 2).unwrap_err().at, 63);
}

#[test]
fn a_bundle_of_another_width_is_refused() {
    let bytes = encode_bundle([&b"one"[..], b"", b"three"]).unwrap();
    assert_eq!(bytes, b"\x00\x03one\x00\x00\x00\x05three");
    assert_eq!(
        decode_bundle(&bytes, 3),
        Ok(vec![&b"one"[..], b"", b"three"])
    );
    assert_eq!(decode_bundle(&bytes, 2).unwrap_err().at, 7);
    assert_eq!(decode_bundle(&bytes, 4).unwrap_err().at, 14);
    assert_eq!(decode_bundle(&bytes[..13], 3).unwrap_err().at, 7);
    let longest = vec![0; 65_536];
    assert_eq!(encode_bundle([&longest[..]]).unwrap_err().length, 65_536);
    assert!(encode_bundle([&longest[1..]]).is_ok());
}
