# Files in pieces

upload-sending = being sent
upload-done = sent
upload-cut = No connection. It goes on where it stopped as soon as there is a network.
upload-refused = not accepted
upload-remove = Remove
upload-kind = This file is not of a kind that we accept here. We look at the content, not at the name.
upload-other = The file that arrived is not the one that was sent. Please choose it again.
