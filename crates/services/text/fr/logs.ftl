# Archives and logs that cannot be reached, or were not as they should be.
archive-away = Le fichier de ce dossier clos est momentanément inaccessible. Rien n’est perdu : réessayez plus tard ou prévenez l’administration.
nation-went-on = Il a reculé une fois, puis a repris
nation-never = Rien reçu
nation-never-text = Ce registre n’a jamais été joint : rien n’en figure encore au registre national.
