# A witness's words.

watch-site-name = Witness
watch-site-agency = Public records, watched by others
watch-title = What this witness has seen
watch-lead = A public office keeps a record to which things are only ever added. This witness, run by { $operator }, signs that the record has only grown since it last looked: nothing in it was removed or rewritten.
watch-logs = The records that it watches
watch-log = Record
watch-state = How it stands
watch-size = Entries
watch-at = Last signed
watch-state-growing = Only grew
watch-state-nothing = Nothing seen yet
watch-state-forked = Contradicts itself
watch-refused =
    { $count ->
        [one] 1 request refused since this witness was started
       *[other] { $count } requests refused since this witness was started
    }
watch-fork = A record contradicts itself
watch-fork-text = has signed two different histories of the same length. One of its readers was shown something else than the others.
watch-fork-do = This witness signs neither the second history nor anything that builds on it. Both signed checkpoints are kept here. Whoever has the record’s key can check them, so they are evidence for a court or an auditor.
watch-fork-proof = Proof { $n }
watch-means = What that means
watch-means-signed = A receipt with this witness’s signature proves to anybody that the entry was in the record when the witness signed, and that whoever relies on the witness sees the same record.
watch-means-not = This witness sees sizes and fingerprints only. It does not know what the entries say, whether they are true, or whether one was left out.
watch-means-check = To check a receipt with its witnesses on your own computer:
watch-keys = Its keys
watch-keys-text = Compare these keys with what the institution itself has printed or told you. Do not take them from this page alone.
watch-keys-show = Show the key
watch-policy = For whoever runs a record: the lines of a policy
