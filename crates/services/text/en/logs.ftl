# Archives and logs that cannot be reached, or were not as they should be.
archive-away = The file with this closed case cannot be reached at the moment. Nothing is lost: try again later, or tell the office.
nation-went-on = It shrank once and has gone on since
nation-never = Nothing received
nation-never-text = This log was never reached: nothing of it is in the national record yet.
