// Checks a record and a receipt with code that this project did not write: the packages
// golang.org/x/mod/sumdb/note and .../tlog, with which the go command checks its own
// transparency log. Only the reading of two small formats (the C2SP tlog-proof and the leaf,
// docs/record-format.md) is here.
//
//	verify RECORD RECEIPT VKEY
//
// RECORD is what the record publishes: a folder, or the URL before /checkpoint and /tile.
// VKEY is the log's verifier key, from a source that you trust.
//
// Exits with 0 when all holds, 1 when something does not, 2 when something cannot be read.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height  = 8 // of the tiles of C2SP tlog-tiles
	width   = 1 << height
	leafLen = 57
	// Longest file read: a full entry bundle has at most 256 entries of 64 KiB.
	maxFile = 32 << 20
)

// errUnreadable marks what says nothing about the record: no network, no file.
var errUnreadable = errors.New("cannot be read")

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: verify RECORD_URL_OR_DIR RECEIPT.json VKEY")
		os.Exit(2)
	}
	err := run(os.Args[1], os.Args[2], os.Args[3])
	switch {
	case err == nil:
		fmt.Println("ok: all of it holds")
	case errors.Is(err, errUnreadable):
		fmt.Fprintln(os.Stderr, "verify:", err)
		os.Exit(2)
	default:
		fmt.Println("DOES NOT HOLD:", err)
		os.Exit(1)
	}
}

func run(record, receiptFile, vkey string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return fmt.Errorf("the verifier key: %v: %w", err, errUnreadable)
	}
	file, err := os.ReadFile(receiptFile)
	if err != nil {
		return fmt.Errorf("%v: %w", err, errUnreadable)
	}
	r, err := readReceipt(file)
	if err != nil {
		return fmt.Errorf("the receipt: %v", err)
	}
	receiptTree, err := r.check(verifier)
	if err != nil {
		return fmt.Errorf("the receipt: %v", err)
	}
	fmt.Printf("ok: the receipt shows entry %d of %q in the log of %d entries\n",
		r.index, verifier.Name(), receiptTree.N)
	l := &published{from: record}
	recordTree, err := l.checkpoint(verifier)
	if err != nil {
		return fmt.Errorf("the record's checkpoint: %w", err)
	}
	if err := l.check(recordTree); err != nil {
		return fmt.Errorf("the record: %w", err)
	}
	fmt.Printf("ok: %d entries and their tiles give the root that the checkpoint signs\n", recordTree.N)
	if err := l.contains(recordTree, receiptTree, r); err != nil {
		return fmt.Errorf("receipt and record: %w", err)
	}
	fmt.Println("ok: the record holds the receipt's entry and has only grown since")
	return nil
}

// ---- the receipt ----

type receipt struct {
	leaf       []byte
	index      int64
	proof      tlog.RecordProof
	checkpoint []byte
	body, salt []byte
}

func readReceipt(file []byte) (*receipt, error) {
	var form struct {
		Format, Proof string
		Body, Salt    []byte // encoding/json reads these as base64
	}
	if err := json.Unmarshal(file, &form); err != nil {
		return nil, err
	}
	// Version 2 has a timestamp beside the proof, for `openssl ts -verify`.
	if form.Format != "diwan-receipt/v1" && form.Format != "diwan-receipt/v2" {
		return nil, fmt.Errorf("its format is %q", form.Format)
	}
	r := &receipt{body: form.Body, salt: form.Salt}
	return r, r.readProof(form.Proof)
}

// readProof reads a C2SP tlog-proof.
func (r *receipt) readProof(text string) error {
	i := strings.Index(text, "\n\n")
	if i < 0 {
		return errors.New("its proof has no checkpoint")
	}
	lines := strings.Split(text[:i], "\n")
	r.checkpoint = []byte(text[i+2:])
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return errors.New("its proof is no tlog-proof with an extra line")
	}
	var err error
	if r.leaf, err = base64.StdEncoding.DecodeString(lines[1][len("extra "):]); err != nil {
		return err
	}
	if r.index, err = strconv.ParseInt(lines[2][len("index "):], 10, 64); err != nil {
		return err
	}
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		r.proof = append(r.proof, hash)
	}
	return nil
}

// check checks all that the receipt shows without the record.
func (r *receipt) check(verifier note.Verifier) (tlog.Tree, error) {
	tree, err := openCheckpoint(r.checkpoint, verifier)
	if err != nil {
		return tree, err
	}
	if len(r.leaf) != leafLen || r.leaf[0] != 1 {
		return tree, errors.New("its leaf is not one of version 1")
	}
	origin := sha256.Sum256([]byte(verifier.Name()))
	if !bytes.Equal(r.leaf[1:9], origin[:8]) {
		return tree, errors.New("its leaf belongs to another log")
	}
	if binary.BigEndian.Uint64(r.leaf[9:17]) != uint64(r.index) {
		return tree, errors.New("its leaf belongs to another place")
	}
	commitment := sha256.Sum256(append(append([]byte{}, r.salt...), r.body...))
	if len(r.salt) != 32 || !bytes.Equal(r.leaf[25:57], commitment[:]) {
		return tree, errors.New("its body is not what the leaf commits to")
	}
	err = tlog.CheckRecord(r.proof, tree.N, tree.Hash, r.index, tlog.RecordHash(r.leaf))
	return tree, err
}

// openCheckpoint checks the log's signature and reads origin, size and root.
func openCheckpoint(text []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	// tlog.ParseTree reads checkpoints of Go's own log: they differ in the origin line only.
	i := strings.Index(opened.Text, "\n")
	if i < 0 || opened.Text[:i] != verifier.Name() {
		return tlog.Tree{}, errors.New("the checkpoint is another log's")
	}
	return tlog.ParseTree([]byte("go.sum database tree" + opened.Text[i:]))
}

// ---- the record ----

// published reads what a record publishes.
type published struct {
	from   string
	hashes []tlog.Hash // in storage order, recomputed from the entries
}

func (l *published) read(path string) ([]byte, error) {
	if !strings.HasPrefix(l.from, "http://") && !strings.HasPrefix(l.from, "https://") {
		data, err := os.ReadFile(filepath.Join(l.from, filepath.FromSlash(path)))
		if err != nil {
			return nil, fmt.Errorf("%v: %w", err, errUnreadable)
		}
		return data, nil
	}
	url := strings.TrimSuffix(l.from, "/") + "/" + path
	client := http.Client{Timeout: 30 * time.Second}
	answer, err := client.Get(url)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, errUnreadable)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s: %w", url, answer.Status, errUnreadable)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %v: %w", url, err, errUnreadable)
	}
	return data, nil
}

func (l *published) checkpoint(verifier note.Verifier) (tlog.Tree, error) {
	text, err := l.read("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(text, verifier)
}

// check hashes every published entry into a tree, and compares root and tiles.
func (l *published) check(tree tlog.Tree) error {
	for n := int64(0); n*width < tree.N; n++ {
		entries := tree.N - n*width
		if entries > width {
			entries = width
		}
		path := entriesPath(tlog.Tile{H: height, L: 0, N: n, W: int(entries)})
		bundle, err := l.read(path)
		if err != nil {
			return err
		}
		if err := l.append(bundle, n*width, entries); err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
	}
	root, err := tlog.TreeHash(tree.N, l)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return fmt.Errorf("its entries give the root %v, its checkpoint signs %v", root, tree.Hash)
	}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		// NewTiles also names the partial tiles of every smaller tree; a record keeps the last.
		if tile.W < width && int64(tile.W) != tree.N>>(height*tile.L)%width {
			continue
		}
		if err := l.checkTile(tile); err != nil {
			return err
		}
	}
	return nil
}

// append adds the entries of a bundle, each of which follows its length (16 bits, big-endian).
func (l *published) append(bundle []byte, first, count int64) error {
	for n := first; n < first+count; n++ {
		if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
			return fmt.Errorf("ends within entry %d", n)
		}
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		hashes, err := tlog.StoredHashes(n, bundle[2:end], l)
		if err != nil {
			return err
		}
		l.hashes = append(l.hashes, hashes...)
		bundle = bundle[end:]
	}
	if len(bundle) > 0 {
		return errors.New("has bytes after its last entry")
	}
	return nil
}

// ReadHashes makes the recomputed hashes a tlog.HashReader.
func (l *published) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		if index >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("there is no hash %d", index)
		}
		hashes = append(hashes, l.hashes[index])
	}
	return hashes, nil
}

func (l *published) checkTile(tile tlog.Tile) error {
	computed, err := tlog.ReadTileData(tile, l)
	if err != nil {
		return err
	}
	data, err := l.read(tilePath(tile))
	if err != nil {
		return err
	}
	if !bytes.Equal(data, computed) {
		return fmt.Errorf("%s is not what the entries give", tilePath(tile))
	}
	return nil
}

// contains checks that the record is a later state of the log that the receipt was made from.
func (l *published) contains(record, then tlog.Tree, r *receipt) error {
	if then.N > record.N {
		return fmt.Errorf("the record has %d entries and had %d when the receipt was made", record.N, then.N)
	}
	proof, err := tlog.ProveTree(record.N, then.N, l)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, record.N, record.Hash, then.N, then.Hash); err != nil {
		return fmt.Errorf("the record is no continuation of the receipt's log: %v", err)
	}
	leaf, err := l.ReadHashes([]int64{tlog.StoredHashIndex(0, r.index)})
	if err != nil {
		return err
	}
	if leaf[0] != tlog.RecordHash(r.leaf) {
		return fmt.Errorf("the record's entry %d is another", r.index)
	}
	return nil
}

// tilePath writes a tile's path as C2SP tlog-tiles does, where the height is always 8 and left out.
func tilePath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

func entriesPath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
}
